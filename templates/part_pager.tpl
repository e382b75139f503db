{{%AUTOESCAPE context="HTML"}}<nav class="sp-pager" aria-label="Pages">
{{#PREVIOUS}}<a class="govuk-link sp-pager__link" rel="prev" href="{{PREVIOUS_URL}}">Previous page<span class="govuk-visually-hidden"> ({{PREVIOUS_NUMBER}} of {{PAGES}})</span></a>
{{/PREVIOUS}}<p class="sp-pager__here">Page {{PAGE}} of {{PAGES}}</p>
{{#NEXT}}<a class="govuk-link sp-pager__link" rel="next" href="{{NEXT_URL}}">Next page<span class="govuk-visually-hidden"> ({{NEXT_NUMBER}} of {{PAGES}})</span></a>
{{/NEXT}}</nav>
