"""Figures in words: `{% load figures %}`. `{{ figure|count }}` is the count, or what stands where it is hidden."""

from django import template

from samrad.knowledge.queries.figures import Figure
from samrad.web.knowledge.charts import number
from samrad.web.knowledge.words import hidden_words, period_in_words, value_in_words

register = template.Library()
register.filter("period", period_in_words)


register.filter("value", value_in_words)
register.filter("thousands", number)


@register.filter
def count(figure: Figure) -> str:
    return hidden_words(figure) if figure.count is None else number(figure.count)
