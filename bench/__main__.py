"""The table of figures: `make bench`."""

from bench import demo, documents, redlines
from bench.rows import show
from bench.site import site

PORT = 8930


def main() -> None:
    show("Texts", redlines.rows())
    show("Documents", documents.rows())
    show("The demo, from nothing", demo.rows())
    with site() as cluster:
        from bench import calling, country, figures, live, much, pages  # Django is ready now
        from bench.server import served

        show("Figures on their way in", figures.import_rows())
        with served(cluster, PORT) as server:
            show("Pages", pages.rows(cluster, server))
            show("Pages with much to show", much.rows(cluster, server))
            show("A call to a meeting", calling.rows(cluster, server))
            show("A meeting in session, 500 pages open", live.rows(cluster, server))
            show("The country", country.rows(cluster, server))


if __name__ == "__main__":
    main()
