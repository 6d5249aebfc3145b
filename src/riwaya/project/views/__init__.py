"""The parts of `riwaya.project.queries`: what a project holds, as values that every view shows alike."""
