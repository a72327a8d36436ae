"""A neural network against scikit-learn's: two layers of 64, ten epochs of batches of 256, Adam, single precision, scaling included.
Ours predicts all rows after every epoch for its curves; theirs does not."""
from harness import Case


def scikit_learn(data, clock, threads):
    import warnings
    import threadpoolctl
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    warnings.simplefilter("ignore", ConvergenceWarning)
    model = make_pipeline(StandardScaler(), MLPClassifier((64, 64), batch_size=256, max_iter=10, random_state=0))
    with threadpoolctl.threadpool_limits(threads), clock:
        model.fit(data.training, data.label)
    return model.predict_proba(data.held)[:, 1]


OPTIONS = ["--model", "mlp"]
for setting in ("preset=sklearn", "hidden_layer_sizes=64,64", "max_iter=10", "batch_size=256"):
    OPTIONS += ["--set", setting]

CASES = [Case("mlp 64, 64, ten epochs, 100,000 x 28", "tall100k", OPTIONS, {"scikit-learn": scikit_learn}, 0.3)]
