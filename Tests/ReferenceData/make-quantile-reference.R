# Writes gsl-quantiles.json: sample quantiles of types 1, 7 and 8 (Hyndman and Fan 1996).
# Run in this folder: Rscript make-quantile-reference.R
# Needs base R (quantile) only.
numbers <- function(x) paste0("[", paste(formatC(x, digits = 17, format = "g", width = 1), collapse = ", "), "]")
set.seed(1)
p <- c(0, 0.01, 0.05, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9, 0.95, 0.99, 1)
samples <- list(c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3), c(2, 7), round(rnorm(100, 50, 20), 2))
rows <- unlist(lapply(samples, function(x) lapply(c(1, 7, 8), function(type) paste0(
  '{"type": ', type, ', "values": ', numbers(x), ', "probabilities": ', numbers(p),
  ', "quantiles": ', numbers(quantile(x, p, type = type, names = FALSE)), "}"))))
writeLines(paste0('{\n  "about": "Sample quantiles by three definitions",\n  "tool": "R, quantile",\n',
  '  "version": "R ', getRversion(), '",\n  "command": "Rscript make-quantile-reference.R",\n',
  '  "date": "2026-11-25",\n  "source": "Hyndman and Fan (1996), The American Statistician 50:361-365",\n',
  '  "rows": [\n    ', paste(rows, collapse = ",\n    "), "\n  ]\n}"), "gsl-quantiles.json")
