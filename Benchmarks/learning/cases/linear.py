"""Logistic regression against scikit-learn's L-BFGS, to the same tolerance of the gradient, in double precision, scaling included."""
from harness import Case


def scikit_learn(data, clock, threads):
    import numpy as np
    import threadpoolctl
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    training, held = data.training.astype(np.float64), data.held.astype(np.float64)
    model = make_pipeline(StandardScaler(), LogisticRegression(tol=1e-4, max_iter=1000))
    with threadpoolctl.threadpool_limits(threads), clock:
        model.fit(training, data.label)
    return model.predict_proba(held)[:, 1]


CASES = [
    Case("logistic 100,000 x 28", "tall100k", ["--model", "logistic"], {"scikit-learn": scikit_learn}, 0.5),
    Case("logistic 1,000,000 x 28", "tall1m", ["--model", "logistic"], {"scikit-learn": scikit_learn}, 0.5, is_long=True),
]
