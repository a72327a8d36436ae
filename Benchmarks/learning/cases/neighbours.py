"""Nearest neighbours of standardised rows against scikit-learn: the search alone, as there is nothing to fit."""
from harness import Case


def sklearn(data, clock, threads):
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    model = make_pipeline(StandardScaler(), KNeighborsClassifier(5, n_jobs=threads))
    model.fit(data.training, data.label)
    with clock:
        model.predict_proba(data.rows)
    return None


CASES = [
    Case("knn, 5,000 queries on 100,000 x 28", "tall100k", ["--model", "knn"], {"sklearn": sklearn}, 0.5, what="predict",
         rows="rows5k", idle=("--model", "naive_bayes"), is_long=True),
]
