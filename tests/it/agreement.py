"""Prints the values that src/panel/agreement.rs is tested against, by scikit-learn and SciPy."""

import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import cohen_kappa_score

first = [0, 1, 2, 2, 3, 4, 4, 1, 0, 3, 2, 4]
second = [0, 2, 2, 1, 3, 3, 4, 1, 1, 4, 0, 4]
print("kappa", repr(cohen_kappa_score(first, second, labels=[0, 1, 2, 3, 4], weights="quadratic")))
print("rho", repr(spearmanr(first, second).statistic))
pooled = np.sqrt((np.var(first, ddof=1) + np.var(second, ddof=1)) / 2)
print("difference", repr((np.mean(second) - np.mean(first)) / pooled))
