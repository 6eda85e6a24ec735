"""What is drawn once for the words it is drawn from."""

from django.template import Context, Template
from django.utils.safestring import SafeString


def test_typed_words_are_not_taken_for_the_same_words_as_markup_that_were_drawn_before() -> None:
    markup, typed = SafeString("<i>Avtalt</i>"), "<i>Avtalt</i>"
    source = Template('{% load samrad %}{% status_tag words %}{% party words "police" %}')
    for words, shown in ((markup, markup), (typed, "&lt;i&gt;Avtalt&lt;/i&gt;"), (markup, markup)):
        html = source.render(Context({"words": words}))
        assert html.startswith(f'<span class="tag tag-plain">{shown}</span>')
        assert f"<b>{shown}</b>" in html
