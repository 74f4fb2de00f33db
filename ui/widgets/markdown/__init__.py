"""Writing Markdown and seeing at once what learners will see."""
