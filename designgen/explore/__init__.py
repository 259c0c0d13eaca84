"""Many designs at once: sweeps over tables of specs, maps of where choices change, ladders of scale, fronts of alternatives."""
