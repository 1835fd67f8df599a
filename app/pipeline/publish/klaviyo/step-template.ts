// The email's one template, written by hand for mail clients: tables of 600 px that fall into one column under 480, real
// text, alt texts, dark mode, a plain-text part. It prints what the event says and decides nothing; only the few words
// that are not the event's are here, in both languages.

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const inLanguage = (de: string, en: string): string => `{% if event.locale == 'de' %}${de}{% else %}${en}{% endif %}`;

const PRICE = (item: string): string =>
  `{{ ${item}.price }}{% if ${item}.was_price %} <span class="quiet" style="color:#6b6b6b;font-weight:400;text-decoration:line-through">{{ ${item}.was_price }}</span>{% endif %}`;

const answers = (item: string, space: string): string =>
  `<p class="quiet" style="margin:${space};font-size:13px;line-height:20px;color:#6b6b6b"><a href="{{ ${item}.have_it_url }}" style="color:inherit">${inLanguage('Habe ich schon', 'I have it')}</a> · <a href="{{ ${item}.not_for_me_url }}" style="color:inherit">${inLanguage('Nichts für mich', 'Not for me')}</a></p>`;

const picture = (item: string, width: number): string =>
  `{% if ${item}.image_url %}<a class="ink" href="{{ ${item}.url }}" style="color:#1a1a1a;text-decoration:none"><img src="{{ ${item}.image_url }}" alt="{{ ${item}.title }}" width="${width}" style="display:block;width:100%;max-width:${width}px;height:auto;border:0;border-radius:6px"></a>{% endif %}`;

export const STEP_TEMPLATE_HTML = `<!DOCTYPE html>
<html lang="{{ event.locale }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{ event.subject }}</title>
<style>
  .quiet a { color: #6b6b6b; }
  @media (max-width: 479px) { .column img { max-width: 100% !important; } .column { display: block !important; width: 100% !important; box-sizing: border-box; padding-left: 0 !important; padding-right: 0 !important; } .body { padding: 24px 16px !important; } }
  @media (prefers-color-scheme: dark) {
    .page, .body { background: #161616 !important; } .ink, .ink a { color: #f2f2f2 !important; } .quiet, .quiet a { color: #b3b3b3 !important; }
    .rule { border-color: #3a3a3a !important; } .button { background: #f2f2f2 !important; color: #161616 !important; }
  }
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f4f4f2">
<div style="display:none;max-height:0;overflow:hidden">{{ event.preview }}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px">
<tr><td class="body" style="background:#ffffff;padding:32px;${FONT}">
  <p class="quiet" style="margin:0 0 24px;font-size:14px;line-height:20px;color:#6b6b6b"><a href="{{ event.shop_url }}" style="color:inherit;text-decoration:none">{{ event.shop_name }}</a></p>
  <h1 class="ink" style="margin:0 0 12px;font-size:26px;line-height:32px;font-weight:650;color:#1a1a1a">{{ event.heading }}</h1>
  <p class="ink" style="margin:0 0 24px;font-size:16px;line-height:24px;color:#1a1a1a">{{ event.intro }}</p>
  ${picture('event.primary', 536)}
  <h2 class="ink" style="margin:16px 0 4px;font-size:20px;line-height:26px;color:#1a1a1a"><a href="{{ event.primary.url }}" style="color:inherit;text-decoration:none">{{ event.primary.title }}</a></h2>
  <p class="quiet" style="margin:0 0 4px;font-size:15px;line-height:22px;color:#6b6b6b">{{ event.primary.reason }}</p>
  <p class="ink" style="margin:0 0 4px;font-size:18px;line-height:24px;font-weight:650;color:#1a1a1a">${PRICE('event.primary')}</p>
  ${answers('event.primary', '0 0 24px')}
  {% if event.others %}<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
  {% for item in event.others %}<td class="column" width="50%" valign="top" style="padding:{% if forloop.first %}0 8px 24px 0{% else %}0 0 24px 8px{% endif %}">
    ${picture('item', 260)}
    <p class="ink" style="margin:12px 0 4px;font-size:16px;line-height:22px;font-weight:650;color:#1a1a1a"><a href="{{ item.url }}" style="color:inherit;text-decoration:none">{{ item.title }}</a></p>
    <p class="quiet" style="margin:0 0 4px;font-size:14px;line-height:20px;color:#6b6b6b">{{ item.reason }}</p>
    <p class="ink" style="margin:0 0 4px;font-size:16px;line-height:22px;font-weight:650;color:#1a1a1a">${PRICE('item')}</p>
    ${answers('item', '0')}
  </td>{% endfor %}
  </tr></table>{% endif %}
  {% if event.code_note %}<p class="ink" style="margin:0 0 16px;font-size:15px;line-height:22px;color:#1a1a1a">{{ event.code_note }}</p>{% endif %}
  <p style="margin:0 0 32px"><a class="button" href="{{ event.url }}" style="display:inline-block;background:#1a1a1a;color:#ffffff;font-size:16px;line-height:24px;font-weight:650;text-decoration:none;padding:12px 24px;border-radius:6px">{{ event.button }}</a></p>
  <div class="rule quiet" style="border-top:1px solid #e3e3e0;padding-top:16px;font-size:13px;line-height:20px;color:#6b6b6b">
    <p style="margin:0 0 8px">{{ event.why }} <a href="{{ event.quiet_url }}" style="color:inherit">${inLanguage('Keine Empfehlungen mehr', 'No more recommendations')}</a></p>
    <p style="margin:0 0 8px">${inLanguage("{% manage_preferences 'Einstellungen' %} · {% unsubscribe 'Abmelden' %}", "{% manage_preferences 'Preferences' %} · {% unsubscribe 'Unsubscribe' %}")}</p>
    <p style="margin:0">{{ organization.name }}, {{ organization.full_address }}</p>
  </div>
</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;

const TEXT_PRICE = (item: string): string => `{{ ${item}.price }}{% if ${item}.was_price %} (${inLanguage('statt', 'instead of')} {{ ${item}.was_price }}){% endif %}`;

const TEXT_ANSWERS = (item: string): string => `${inLanguage('Habe ich schon', 'I have it')}: {{ ${item}.have_it_url }}
${inLanguage('Nichts für mich', 'Not for me')}: {{ ${item}.not_for_me_url }}`;

export const STEP_TEMPLATE_TEXT = `{{ event.heading }}

{{ event.intro }}

{{ event.primary.title }}
{{ event.primary.reason }}
${TEXT_PRICE('event.primary')}
${TEXT_ANSWERS('event.primary')}
{% for item in event.others %}
{{ item.title }}
{{ item.reason }}
${TEXT_PRICE('item')}
${TEXT_ANSWERS('item')}
{% endfor %}
{% if event.code_note %}{{ event.code_note }}

{% endif %}{{ event.button }}: {{ event.url }}

--
{{ event.why }}
${inLanguage('Keine Empfehlungen mehr', 'No more recommendations')}: {{ event.quiet_url }}
${inLanguage('Einstellungen', 'Preferences')}: {% manage_preferences_link %}
${inLanguage('Abmelden', 'Unsubscribe')}: {% unsubscribe_link %}
{{ organization.name }}, {{ organization.full_address }}
`;
