{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
<h1 class="sp-h1">Search</h1>
{{>SEARCH}}
{{#COPY_SEARCH}}<p class="sp-found__count" id="copy_count" role="status"></p>
<ol class="sp-hits" id="copy_hits"></ol>
{{/COPY_SEARCH}}{{#EMPTY}}<p class="govuk-body">Type what you need in your own words, for example “missed bin” or “cannot pay council tax”.</p>
<p class="govuk-body">You can also <a class="govuk-link" href="/services">look through the services</a> or <a class="govuk-link" href="/a-z">the A to Z</a>.</p>
{{/EMPTY}}{{#MEANING}}<aside class="sp-meaning" aria-label="What it means">
<p><strong>{{MEANING_NAME}}</strong>{{#MEANING_LONG}} ({{MEANING_LONG_TEXT}}){{/MEANING_LONG}}: {{MEANING_TEXT}}</p>
</aside>
{{/MEANING}}{{#SEARCHED}}<div class="sp-results{{#HAS_FILTERS}} sp-results--filtered{{/HAS_FILTERS}}">
<section class="sp-found" aria-labelledby="found">
<h2 class="sp-found__count" id="found">{{COUNT_TEXT}}</h2>
{{#CORRECTED}}<p class="sp-found__note">Showing results for <strong>{{CORRECTED_TEXT}}</strong>. <a class="govuk-link" href="{{TYPED_URL}}">Search for “{{TYPED_TEXT}}” instead</a></p>
{{/CORRECTED}}{{#AS_TYPED}}<p class="sp-found__note">Searching for exactly what you typed. <a class="govuk-link" href="{{CORRECT_URL}}">Let us check the spelling</a></p>
{{/AS_TYPED}}{{#TRUNCATED}}<p class="sp-found__note">Your search was long, so we used only the first words of it.</p>
{{/TRUNCATED}}{{#HAS_CHOSEN}}<ul class="sp-chosen">
{{#CHOSEN}}<li>{{CHOSEN_KIND}}: <strong>{{CHOSEN_LABEL}}</strong> <a class="govuk-link" href="{{CHOSEN_URL}}">Remove<span class="govuk-visually-hidden"> the filter {{CHOSEN_LABEL}}</span></a></li>
{{/CHOSEN}}{{#CHOSEN_ALL}}<li><a class="govuk-link" href="{{CHOSEN_ALL_URL}}">Remove all filters</a></li>
{{/CHOSEN_ALL}}</ul>
{{/HAS_CHOSEN}}{{#HAS_FILTERS}}<p class="sp-found__note sp-found__to-filters"><a class="govuk-link" href="#filters">Narrow the results</a></p>
{{/HAS_FILTERS}}{{#WHY_LINK}}<p class="sp-found__note"><a class="govuk-link" href="{{WHY_URL}}">{{WHY_LABEL}}</a></p>
{{/WHY_LINK}}<ol class="sp-hits">
{{#HIT}}<li class="sp-hit">
<h3 class="sp-hit__title"><a class="sp-hit__link" href="{{HIT_URL}}">{{HIT_TITLE}}</a></h3>
{{#HIT_SUMMARY}}<p class="sp-hit__summary">{{HIT_SUMMARY_TEXT}}</p>
{{/HIT_SUMMARY}}{{#HIT_SECTION}}<p class="sp-hit__section"><a class="govuk-link" href="{{HIT_SECTION_URL}}">{{HIT_SECTION_TITLE}}</a></p>
{{/HIT_SECTION}}{{#HIT_SNIPPET}}<p class="sp-hit__snippet">{{>SNIPPET}}</p>
{{/HIT_SNIPPET}}<p class="sp-hit__meta">{{#META}}<span class="sp-hit__fact{{#META_STRONG}} sp-hit__fact--strong{{/META_STRONG}}">{{META_TEXT}}</span> {{/META}}</p>
{{#WHY}}<details class="sp-why" open>
<summary class="sp-why__summary">Why this?<span class="govuk-visually-hidden"> {{HIT_TITLE}}</span></summary>
<p>{{WHY_SENTENCE}}</p>
<ul class="sp-why__parts">
{{#PART}}<li>{{PART_TEXT}}: {{PART_WEIGHT}}</li>
{{/PART}}</ul>
<p>Together: {{WHY_SCORE}}</p>
</details>
{{/WHY}}</li>
{{/HIT}}</ol>
{{>PAGER}}
</section>
{{#HAS_FILTERS}}<section class="sp-filters" aria-labelledby="filters">
<h2 class="sp-filters__title" id="filters">Narrow the results</h2>
{{#FACET}}<h3 class="sp-filters__kind">{{FACET_TITLE}}</h3>
<ul class="sp-filters__list">
{{#VALUE}}<li><a class="govuk-link" href="{{VALUE_URL}}">{{VALUE_LABEL}}</a> <span class="sp-count">{{#VALUE_ABOUT}}about {{/VALUE_ABOUT}}{{VALUE_COUNT}}<span class="govuk-visually-hidden"> {{VALUE_UNIT}}</span></span></li>
{{/VALUE}}</ul>
{{#FACET_MORE}}<p class="sp-filters__more">{{FACET_SHOWN}} of {{FACET_ALL}} shown</p>
{{/FACET_MORE}}{{/FACET}}</section>
{{/HAS_FILTERS}}</div>
{{/SEARCHED}}{{#NOTHING}}<section class="sp-nothing" aria-labelledby="nothing">
<h2 class="sp-found__count" id="nothing">{{COUNT_TEXT}}</h2>
{{#CORRECTED}}<p class="sp-found__note">We looked for <strong>{{CORRECTED_TEXT}}</strong>. <a class="govuk-link" href="{{TYPED_URL}}">Search for “{{TYPED_TEXT}}” instead</a></p>
{{/CORRECTED}}{{#AS_TYPED}}<p class="sp-found__note">Searching for exactly what you typed. <a class="govuk-link" href="{{CORRECT_URL}}">Let us check the spelling</a></p>
{{/AS_TYPED}}{{#TRUNCATED}}<p class="sp-found__note">Your search was long, so we used only the first words of it.</p>
{{/TRUNCATED}}<p class="govuk-body">You can:</p>
<ul class="govuk-list govuk-list--bullet sp-ways">
{{#FIRST_PAGE}}<li><a class="govuk-link" href="{{FIRST_URL}}">go back to the first results</a></li>
{{/FIRST_PAGE}}{{#HAS_CHOSEN}}{{#CHOSEN}}<li><a class="govuk-link" href="{{CHOSEN_URL}}">remove the filter “{{CHOSEN_LABEL}}”</a></li>
{{/CHOSEN}}{{#CHOSEN_ALL}}<li><a class="govuk-link" href="{{CHOSEN_ALL_URL}}">remove all filters</a></li>
{{/CHOSEN_ALL}}{{/HAS_CHOSEN}}{{#OTHER_WORDS}}<li>check the spelling, or use other words</li>
<li>use fewer words</li>
{{/OTHER_WORDS}}<li>look through <a class="govuk-link" href="/a-z">the A to Z</a></li>
{{#CALL}}<li>call us: {{>CALL_LINK}}{{#CALL_HOURS}}<br>{{CALL_HOURS_TEXT}}{{/CALL_HOURS}}</li>
{{/CALL}}</ul>
{{#HAS_NEAREST}}<h2 class="sp-h2" id="nearest">These may help</h2>
<ul class="govuk-list sp-ways">
{{#NEAREST}}<li><a class="govuk-link" href="{{NEAREST_URL}}">{{NEAREST_TEXT}}</a></li>
{{/NEAREST}}</ul>
{{/HAS_NEAREST}}{{#HAS_SERVICES}}<h2 class="sp-h2" id="services">Services</h2>
<ul class="sp-cards">
{{#SERVICE}}<li class="sp-card"><a class="sp-card__link" href="{{SERVICE_URL}}">{{SERVICE_TITLE}}</a></li>
{{/SERVICE}}</ul>
{{/HAS_SERVICES}}</section>
{{/NOTHING}}</div>
{{>USEFUL}}
