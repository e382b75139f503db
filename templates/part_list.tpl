{{%AUTOESCAPE context="HTML"}}<ul class="sp-list">
{{#ITEM}}<li class="sp-list__item"><a class="govuk-link sp-list__link" href="{{ITEM_URL}}">{{ITEM_TITLE}}</a>{{#ITEM_KIND}} <span class="sp-kind">{{ITEM_KIND_TEXT}}</span>{{/ITEM_KIND}}
{{#ITEM_SUMMARY}}<p class="sp-list__text">{{ITEM_SUMMARY_TEXT}}</p>
{{/ITEM_SUMMARY}}{{#ITEM_PROVIDER}}<p class="sp-list__provider">{{ITEM_PROVIDER_TEXT}}</p>
{{/ITEM_PROVIDER}}</li>
{{/ITEM}}</ul>
