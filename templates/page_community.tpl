{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
<h1 class="sp-h1">Help in your community</h1>
<p class="sp-lead">Charities and local groups that help people near you. They are not part of the council.</p>
{{#GROUPS}}<ul class="sp-list">
{{#GROUP}}<li class="sp-list__item"><a class="govuk-link sp-list__link" href="{{GROUP_URL}}">{{GROUP_TITLE}}</a>
{{#GROUP_SUMMARY}}<p class="sp-list__text">{{GROUP_SUMMARY_TEXT}}</p>
{{/GROUP_SUMMARY}}{{#GROUP_PHONE}}<p class="sp-list__provider">{{>GROUP_PHONE_LINK}}</p>
{{/GROUP_PHONE}}{{#NOW}}<strong class="sp-open sp-open--{{NOW_STATE}}">{{NOW_TEXT}}</strong>
{{/NOW}}</li>
{{/GROUP}}</ul>
{{/GROUPS}}{{#NOTHING}}<p class="govuk-body">No groups are listed here yet.</p>
{{/NOTHING}}<p class="govuk-body">Looking for a council team? <a class="govuk-link" href="/a-z">Look in the A to Z</a>.</p>
</div>
