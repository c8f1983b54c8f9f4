window.stripRuns = (window.stripRuns ?? 0) + 1;
