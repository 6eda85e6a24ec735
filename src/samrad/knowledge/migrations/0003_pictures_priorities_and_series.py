"""The common picture and its frozen copies, the choice of priorities, and the council's own figures.

A frozen part that was a contribution shows as long as the contribution is not withdrawn; scores show to their owner until all have scored.
"""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation, protect

OPEN = (
    "situationpicture", "problemyes", "picturecontribution", "picturefigure", "frozenpicture", "frozenpart", "decisionbasis",
    "prioritisation", "candidate", "handedin", "choiceyes", "series", "seriesfigure",
)
KEYS = (
    ("situationpicture", "forum_id", "forums_forum"),
    ("situationpicture", "challenge_id", "cooperation_challenge"),
    ("problemyes", "picture_id", "knowledge_situationpicture"),
    ("picturecontribution", "picture_id", "knowledge_situationpicture"),
    ("picturecontribution", "contribution_id", "knowledge_contribution"),
    ("picturefigure", "picture_id", "knowledge_situationpicture"),
    ("view", "picture_id", "knowledge_situationpicture"),
    ("frozenpicture", "picture_id", "knowledge_situationpicture"),
    ("frozenpart", "frozen_id", "knowledge_frozenpicture"),
    ("frozenpart", "contribution_id", "knowledge_contribution"),
    ("decisionbasis", "picture_id", "knowledge_situationpicture"),
    ("decisionbasis", "item_id", "meetings_agendaitem"),
    ("prioritisation", "forum_id", "forums_forum"),
    ("prioritisation", "picture_id", "knowledge_situationpicture"),
    ("candidate", "prioritisation_id", "knowledge_prioritisation"),
    ("candidate", "challenge_id", "cooperation_challenge"),
    ("candidate", "focus_area_id", "cooperation_focusarea"),
    ("score", "prioritisation_id", "knowledge_prioritisation"),
    ("score", "candidate_id", "knowledge_candidate"),
    ("handedin", "prioritisation_id", "knowledge_prioritisation"),
    ("choiceyes", "prioritisation_id", "knowledge_prioritisation"),
    ("seriesfigure", "series_id", "knowledge_series"),
)
ALL_HAVE_SCORED = "exists (select from knowledge_prioritisation p where p.id = prioritisation_id and p.opened_on is not null)"
FROZEN = """
create policy withdrawn on knowledge_frozenpart as restrictive for select using (
    contribution_id is null or exists (
        select from knowledge_contribution c where c.id = contribution_id and c.state = 'handed_over'));
create function knowledge_stays_as_it_is() returns trigger language plpgsql as $$
begin
    raise exception 'what a decision rests on is never changed' using errcode = '42501';
end $$;
create trigger stays before update or delete on knowledge_frozenpicture
    for each row execute function knowledge_stays_as_it_is();
create trigger stays before update or delete on knowledge_frozenpart
    for each row execute function knowledge_stays_as_it_is();
create trigger stays before update or delete on knowledge_decisionbasis
    for each row execute function knowledge_stays_as_it_is();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0006_challenges'),
        ('forums', '0005_briefings'),
        ('knowledge', '0002_requests_and_contributions'),
        ('meetings', '0008_step_changes'),
        ('parties', '0002_mail_and_language'),
    ]

    operations = [
        migrations.CreateModel(
            name='Prioritisation',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=160)),
                ('state', models.CharField(choices=[('scoring', 'Hver part vurderer alene'), ('compared', 'Begge vurderingene er åpne'), ('proposed', 'Et valg er foreslått'), ('decided', 'Valgt')], default='scoring', max_length=10)),
                ('begun_on', models.DateField()),
                ('opened_on', models.DateField(blank=True, null=True)),
                ('proposal', models.PositiveIntegerField(default=0)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('begun_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prioritisations', to='forums.forum')),
                ('proposed_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'ordering': ['-begun_on', 'title'],
            },
        ),
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('is_chosen', models.BooleanField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('look_again_on', models.DateField(blank=True, null=True)),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.challenge')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('focus_area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.focusarea')),
                ('prioritisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidates', to='knowledge.prioritisation')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('criterion', models.CharField(choices=[('extent', 'Hvor mye det er av det'), ('harm', 'Hvor mye det skader'), ('concern', 'Hvor opptatt innbyggerne er av det'), ('influence', 'Hvor mye vi kan gjøre sammen')], max_length=10)),
                ('value', models.PositiveSmallIntegerField()),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='knowledge.candidate')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('prioritisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='knowledge.prioritisation')),
            ],
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('count', 'Antall hendelser eller personer'), ('percent', 'Prosent'), ('measure', 'Et annet mål')], max_length=8)),
                ('unit', models.CharField(blank=True, max_length=40)),
                ('source', models.CharField(max_length=200)),
                ('retrieved_on', models.DateField()),
                ('note', models.TextField(blank=True)),
                ('brought_on', models.DateField()),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='SeriesFigure',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('place', models.CharField(max_length=84)),
                ('line', models.CharField(max_length=120)),
                ('period', models.CharField(max_length=9)),
                ('starts', models.PositiveSmallIntegerField()),
                ('ends', models.PositiveSmallIntegerField()),
                ('value', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('state', models.CharField(max_length=8)),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='knowledge.series')),
            ],
            options={
                'ordering': ['line', 'starts'],
            },
        ),
        migrations.CreateModel(
            name='SituationPicture',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=160)),
                ('problem', models.TextField(blank=True)),
                ('problem_version', models.PositiveIntegerField(default=0)),
                ('begun_on', models.DateField()),
                ('frozen_on', models.DateField(blank=True, null=True)),
                ('missing_reason', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('begun_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('challenge', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.challenge')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to='forums.forum')),
                ('problem_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'ordering': ['-begun_on', 'title'],
            },
        ),
        migrations.CreateModel(
            name='ProblemYes',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('problem_version', models.PositiveIntegerField()),
                ('said_on', models.DateField()),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='yeses', to='knowledge.situationpicture')),
            ],
        ),
        migrations.AddField(
            model_name='prioritisation',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.situationpicture'),
        ),
        migrations.CreateModel(
            name='PictureFigure',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.indicator')),
                ('town', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chosen_figures', to='knowledge.situationpicture')),
            ],
            options={
                'ordering': ['town', 'indicator'],
            },
        ),
        migrations.CreateModel(
            name='PictureContribution',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.contribution')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chosen_contributions', to='knowledge.situationpicture')),
            ],
        ),
        migrations.CreateModel(
            name='FrozenPicture',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=160)),
                ('problem', models.TextField(blank=True)),
                ('agreed', models.JSONField(default=list)),
                ('contributions', models.JSONField(default=list)),
                ('missing_reason', models.TextField(blank=True)),
                ('frozen_on', models.DateField()),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('frozen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='frozen', to='knowledge.situationpicture')),
            ],
        ),
        migrations.CreateModel(
            name='DecisionBasis',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('rested_on', models.DateField()),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.agendaitem')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='knowledge.situationpicture')),
            ],
            options={
                'ordering': ['rested_on'],
            },
        ),
        migrations.CreateModel(
            name='View',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('shared', models.BooleanField(default=False)),
                ('written_on', models.DateField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='views', to='knowledge.situationpicture')),
            ],
        ),
        migrations.CreateModel(
            name='FrozenPart',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('contribution', 'Bidrag'), ('view', 'Syn'), ('figures', 'Tall')], max_length=12)),
                ('heading', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('facts', models.JSONField(default=dict)),
                ('contribution', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.contribution')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('frozen', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='knowledge.frozenpicture')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'frozen', 'position'), name='a_part_has_a_place_of_its_own'), models.CheckConstraint(condition=models.Q(('contribution', None), ('kind', 'contribution'), _connector='OR'), name='only_a_contribution_can_be_withdrawn')],
            },
        ),
        migrations.CreateModel(
            name='HandedIn',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('prioritisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handed_in', to='knowledge.prioritisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'prioritisation', 'party'), name='a_party_hands_in_its_scores_once')],
            },
        ),
        migrations.CreateModel(
            name='ChoiceYes',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('proposal', models.PositiveIntegerField()),
                ('said_on', models.DateField()),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('prioritisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='yeses', to='knowledge.prioritisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'prioritisation', 'party', 'proposal'), name='a_party_says_yes_to_a_proposal_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='candidate_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.UniqueConstraint(fields=('cooperation', 'prioritisation', 'challenge'), name='a_challenge_is_weighed_once'),
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_chosen', True), _negated=True), models.Q(models.Q(('reason', ''), _negated=True), ('look_again_on', None)), _connector='OR'), name='what_is_chosen_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_chosen', False), _negated=True), ('look_again_on__isnull', False), _connector='OR'), name='what_comes_later_has_a_day_to_look_again'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.UniqueConstraint(fields=('cooperation', 'candidate', 'owner', 'criterion'), name='a_party_scores_a_criterion_once'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.CheckConstraint(condition=models.Q(('value__gte', 1), ('value__lte', 5)), name='a_score_is_from_1_to_5'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='series_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.UniqueConstraint(fields=('cooperation', 'owner', 'name'), name='a_party_has_a_series_once'),
        ),
        migrations.AddConstraint(
            model_name='seriesfigure',
            constraint=models.UniqueConstraint(fields=('cooperation', 'series', 'place', 'line', 'period'), name='a_cell_stands_once_in_a_series'),
        ),
        migrations.AddConstraint(
            model_name='seriesfigure',
            constraint=models.CheckConstraint(condition=models.Q(('ends__gte', models.F('starts'))), name='a_period_of_a_series_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='situationpicture',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='situation_picture_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='problemyes',
            constraint=models.UniqueConstraint(fields=('cooperation', 'picture', 'party', 'problem_version'), name='a_party_says_yes_to_a_problem_once'),
        ),
        migrations.AddConstraint(
            model_name='prioritisation',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='prioritisation_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='prioritisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('opened_on', None), ('state', 'scoring')), models.Q(models.Q(('state', 'scoring'), _negated=True), ('opened_on__isnull', False)), _connector='OR'), name='scores_are_open_when_all_have_scored'),
        ),
        migrations.AddConstraint(
            model_name='prioritisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_on__isnull', False), ('state', 'decided')), models.Q(models.Q(('state', 'decided'), _negated=True), ('decided_on', None)), _connector='OR'), name='a_choice_is_made_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='picturefigure',
            constraint=models.UniqueConstraint(fields=('cooperation', 'picture', 'town', 'indicator'), name='a_line_of_figures_stands_once_in_a_picture'),
        ),
        migrations.AddConstraint(
            model_name='picturecontribution',
            constraint=models.UniqueConstraint(fields=('cooperation', 'picture', 'contribution'), name='a_contribution_stands_once_in_a_picture'),
        ),
        migrations.AddConstraint(
            model_name='frozenpicture',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='frozen_picture_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='frozenpicture',
            constraint=models.UniqueConstraint(fields=('cooperation', 'picture'), name='a_picture_is_frozen_once'),
        ),
        migrations.AddConstraint(
            model_name='decisionbasis',
            constraint=models.UniqueConstraint(fields=('cooperation', 'picture', 'item'), name='a_decision_rests_on_a_picture_once'),
        ),
        migrations.AddConstraint(
            model_name='view',
            constraint=models.UniqueConstraint(fields=('cooperation', 'picture', 'owner'), name='a_party_has_one_view_of_a_picture'),
        ),
        *(protect(f'knowledge_{table}') for table in OPEN),
        protect('knowledge_view', owner='owner_id', shared='shared'),
        protect('knowledge_score', owner='owner_id', shared=ALL_HAVE_SCORED),
        *(key_led_by_cooperation(f'knowledge_{table}', column, target) for table, column, target in KEYS),
        migrations.RunSQL(FROZEN, migrations.RunSQL.noop),
    ]
