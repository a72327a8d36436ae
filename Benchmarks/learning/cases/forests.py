"""Forests and single trees, grown to purity, against scikit-learn."""
from harness import Case


def sklearn(name, **settings):
    def run(data, clock, threads):
        from sklearn import ensemble, tree
        if hasattr(ensemble, name):
            model = getattr(ensemble, name)(random_state=0, n_jobs=threads, **settings)
        else:
            model = getattr(tree, name)(random_state=0, **settings)
        with clock:
            model.fit(data.training, data.label)
        return model.predict_proba(data.held)[:, 1]
    return {"sklearn": run}


def predicts(trees):
    def run(data, clock, threads):
        from sklearn.ensemble import RandomForestClassifier
        model = RandomForestClassifier(trees, random_state=0, n_jobs=threads)
        model.fit(data.training, data.label)
        with clock:
            model.predict_proba(data.rows)
        return None
    return {"sklearn": run}


CASES = [
    Case("forest 100,000 x 28, 100 trees, to purity", "tall100k", ["--model", "forest"], sklearn("RandomForestClassifier"), 0.2),
    Case("extra trees 100,000 x 28, 100 trees", "tall100k", ["--model", "extra_trees"], sklearn("ExtraTreesClassifier"), 0.5),
    Case("tree 100,000 x 28, to purity", "tall100k", ["--model", "tree"], sklearn("DecisionTreeClassifier"), 0.5, threads=(1,)),
    Case("predict 200,000 rows, forest to purity", "tall100k", ["--model", "forest"], predicts(100), 0.5, what="predict",
         rows="rows200k", is_long=True),
]
