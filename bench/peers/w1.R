# W1 with base R. usage: Rscript w1.R simple|best PATHS [WARM-UPS]
years <- 10
quantiles <- c(0.05, 0.25, 0.5, 0.75, 0.95)

# As one writes it first: a matrix of growth, its cumulated product, quantile().
simple <- function(paths) {
  growth <- matrix(rnorm(paths * years, 0.17, 0.04), paths, years)
  level <- 75000 * t(apply(1 + growth, 1, cumprod))
  p <- mean(level[, 5] >= 165000)
  colMeans(level)
  apply(level, 2, sd)
  q <- apply(level, 2, quantile, probs = quantiles)
  list(p = p, q = q[, years])
}

# Year by year on vectors, order statistics by a partial sort.
best <- function(paths) {
  level <- rep(75000, paths)
  rank <- as.integer(quantiles * (paths - 1)) + 1L
  for (t in seq_len(years)) {
    level <- level * rnorm(paths, 1.17, 0.04)
    if (t == 5) p <- mean(level >= 165000)
    mean(level)
    sd(level)
    q <- sort(level, partial = rank)[rank]
  }
  list(p = p, q = q)
}

clock <- function() {
  now <- proc.time()
  c(now[["user.self"]] + now[["sys.self"]], now[["elapsed"]])
}

given <- commandArgs(TRUE)
run <- list(simple = simple, best = best)[[given[1]]]
paths <- as.integer(as.numeric(given[2]))
warm <- if (length(given) > 2) as.integer(given[3]) else 1L
set.seed(1, normal.kind = "Ahrens-Dieter")
for (i in seq_len(warm)) run(paths)
start <- clock()
made <- run(paths)
took <- clock() - start
cat(sprintf(paste0('{"workload": "w1", "subject": "R %s", "paths": %d, "units": %.0f, ',
                   '"seconds": %.3f, "wall": %.3f, "p": %.9g, "q05": %.9g, "q50": %.9g, ',
                   '"q95": %.9g}\n'),
            given[1], paths, years * paths, took[1], took[2], made$p, made$q[1], made$q[3],
            made$q[5]))
