"""Draft sentences → checked ones: the verbatim gate, the form, the support of the cited passages."""
