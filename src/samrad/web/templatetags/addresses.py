"""`{% url %}` as Django has it, but each address is made once. Loaded for every page by the settings."""

from django import template
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as read_url
from django.urls import NoReverseMatch

from samrad.web.ways import made

register = template.Library()


class RememberedAddress(URLNode):
    """An address by name and places alone, which is how all of ours are asked for."""

    def render(self, context: template.Context) -> str:
        try:
            url = made(self.view_name.resolve(context), *[arg.resolve(context) for arg in self.args])
        except NoReverseMatch:
            if self.asvar is None:
                raise
            url = ""  # as Django does: a page may ask whether there is an address
        if self.asvar is None:
            return url
        context[self.asvar] = url
        return ""


@register.tag
def url(parser: Parser, token: Token) -> RememberedAddress:
    node = read_url(parser, token)
    assert not node.kwargs, token.contents
    return RememberedAddress(node.view_name, node.args, node.kwargs, node.asvar)
