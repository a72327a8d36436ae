"""Gradient boosting against LightGBM, XGBoost and CatBoost: 31 leaves, 255 bins, a rate of 0.1, binning included."""
from harness import Case


def lightgbm(trees, predicts=False):
    def run(data, clock, threads):
        import lightgbm
        settings = {"objective": "binary", "num_leaves": 31, "learning_rate": 0.1, "num_threads": threads, "verbosity": -1}
        if predicts:
            model = lightgbm.train(settings, lightgbm.Dataset(data.training, data.label), trees)
            with clock:
                model.predict(data.rows, num_threads=threads)
            return None
        with clock:
            model = lightgbm.train(settings, lightgbm.Dataset(data.training, data.label, params=settings), trees)
        return model.predict(data.held)
    return run


def xgboost(trees, predicts=False):
    def run(data, clock, threads):
        import xgboost
        settings = {
            "objective": "binary:logistic", "tree_method": "hist", "max_bin": 256, "grow_policy": "lossguide", "max_leaves": 31,
            "max_depth": 0, "learning_rate": 0.1, "nthread": threads}
        if predicts:
            model = xgboost.train(settings, xgboost.QuantileDMatrix(data.training, data.label, max_bin=256), trees)
            with clock:
                model.inplace_predict(data.rows)
            return None
        has_words = bool(data.words)
        with clock:
            matrix = xgboost.QuantileDMatrix(
                data.training, data.label, max_bin=256, nthread=threads, enable_categorical=has_words)
            model = xgboost.train(settings, matrix, trees)
        return model.inplace_predict(data.held) if not has_words else model.predict(
            xgboost.DMatrix(data.held, enable_categorical=True))
    return run


def catboost_predicts(trees):
    def run(data, clock, threads):
        import catboost
        model = catboost.CatBoostClassifier(
            iterations=trees, depth=6, learning_rate=0.1, border_count=254, thread_count=threads, verbose=0,
            allow_writing_files=False)
        model.fit(data.training, data.label)
        with clock:
            model.predict_proba(data.rows, thread_count=threads)
        return None
    return run


def fits(trees):
    return {"lightgbm": lightgbm(trees), "xgboost": xgboost(trees)}


def options(trees, *more):
    return ["--model", "boosting", "--set", f"n_estimators={trees}", *more]


CASES = [
    Case("boosting 100,000 x 28, 100 trees", "tall100k", options(100), fits(100), 0.33),
    Case("boosting 100,000 x 28, 500 trees", "tall100k", options(500), fits(500), 0.33, is_long=True),
    Case("boosting 1,000,000 x 28, 100 trees", "tall1m", options(100), fits(100), 0.36, is_long=True),
    Case("boosting 5,000 x 2,000, 100 trees", "wide", options(100), {"lightgbm": lightgbm(100)}, 0.6, is_long=True),
    Case("boosting 8 categories and 20 numbers", "mixed", options(100), fits(100), 0.6),
    Case("predict 200,000 rows, 31 leaves", "tall100k", options(100),
         {"lightgbm": lightgbm(100, True), "xgboost": xgboost(100, True)}, 0.35, what="predict", rows="rows200k"),
    Case("predict 200,000 rows, symmetric, depth 6", "tall100k",
         options(100, "--set", "growth=symmetric", "--set", "max_depth=6"),
         {"catboost": catboost_predicts(100)}, 1.0, what="predict", rows="rows200k"),
]
