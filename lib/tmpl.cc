/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/tmpl.h"

#include <ctemplate/per_expand_data.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>
#include <ctemplate/template_emitter.h>
#include <ctemplate/template_enums.h>
#include <ctemplate/template_modifiers.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <cstdio>
#include <cstring>

#include "lib/html.h"

namespace fs = std::filesystem;
using namespace std::literals;

/* A sp_view is a dictionary of ctemplate's by another name. */
struct sp_tmpl {
  ctemplate::TemplateCache cache;
  std::set<std::string, std::less<>> names;
};

namespace
{

constexpr auto strip = ctemplate::STRIP_BLANK_LINES;
constexpr auto html_file = "part_html.tpl"sv;
constexpr auto html_tag = "HTML:none"sv;
constexpr uintmax_t file_max = 256 * 1024;

/* Run body and let no exception out. */
template <typename F>
enum sp_status
guarded(struct sp_err *err, F &&body) noexcept
{
  try {
    return body();
  } catch (const std::bad_alloc &) {
    return sp_fail(err, SP_E_NOMEM, "out of memory");
  } catch (...) {
    return sp_fail(err, SP_E_INTERNAL, "exception in a template");
  }
}

/* Run body, where no memory ends the program as it does in an arena. */
template <typename F>
auto
unfailing(F &&body) noexcept
{
  return body();
}

ctemplate::TemplateDictionary *
dict(struct sp_view *view)
{
  return reinterpret_cast<ctemplate::TemplateDictionary *>(view);
}

struct sp_view *
as_view(ctemplate::TemplateDictionary *dictionary)
{
  return reinterpret_cast<struct sp_view *>(dictionary);
}

ctemplate::TemplateString
string_of(struct sp_str s)
{
  return ctemplate::TemplateString(s.len ? s.ptr : "", s.len);
}

/* ---- names ---- */

/* What templates call their values: a few hundred words of ours, met at every
 * page.  Given as plain text each is hashed and looked up under a lock of the
 * library's every time; so it is made known once, when it is first met, and
 * stays for good. */
struct known_name {
  std::string text;
  ctemplate::StaticTemplateString made;
};

constexpr size_t names_max = 2048; /* a power of two; more are not kept */
constexpr size_t probes_max = 16;

std::atomic<const known_name *> known_names[names_max];

size_t
place_of(std::string_view name)
{
  uint32_t hash = 2166136261u; /* FNV-1a */

  for (char c : name)
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash ^ hash >> 15;
}

const known_name *
make_known(std::atomic<const known_name *> &place, std::string_view name)
{
  static std::mutex lock;
  std::lock_guard<std::mutex> guard(lock);
  const known_name *known = place.load(std::memory_order_acquire);

  if (!known) {
    /* The library keeps the text's address: it must never go. */
    auto *fresh = new known_name{std::string(name), {{nullptr, 0, 0}}};

    fresh->made = {{fresh->text.data(), fresh->text.size(), 0}};
    ctemplate::StaticTemplateStringInitializer make(&fresh->made);
    place.store(fresh, std::memory_order_release);
    known = fresh;
  }
  return known;
}

ctemplate::TemplateString
name_of(std::string_view name)
{
  size_t at = place_of(name);

  for (size_t i = 0; i < probes_max; i++, at++) {
    std::atomic<const known_name *> &place = known_names[at % names_max];
    const known_name *known = place.load(std::memory_order_acquire);

    if (!known)
      known = make_known(place, name);
    if (known->text == name)
      return ctemplate::TemplateString(known->made);
  }
  return ctemplate::TemplateString(name.data(), name.size());
}

/* ---- addresses ---- */

bool
starts_with_any(struct sp_str s, std::initializer_list<const char *> starts)
{
  for (const char *start : starts)
    if (sp_str_ieq(sp_str_sub(s, 0, std::strlen(start)), sp_str(start)))
      return true;
  return false;
}

/* What a struct sp_url may be.  The value is looked at again here because a
 * template may put a text where an address belongs. */
bool
is_address(struct sp_str s)
{
  for (size_t i = 0; i < s.len; i++)
    if (static_cast<unsigned char>(s.ptr[i]) <= ' ' || s.ptr[i] == 0x7F ||
        s.ptr[i] == '\\')
      return false;
  if (starts_with_any(s, {"//"}))
    return false;
  return s.len == 0 || starts_with_any(s, {"/", "#", "?", "http://", "https://",
                                           "mailto:", "tel:"});
}

/* ctemplate's own check of addresses knows neither mailto nor tel. */
class address_modifier : public ctemplate::TemplateModifier
{
public:
  void
  Modify(const char *in, size_t length, const ctemplate::PerExpandData *,
         ctemplate::ExpandEmitter *out, const std::string &) const override
  {
    struct sp_str value = sp_str_n(in, length);
    struct sp_buf escaped;

    if (!is_address(value)) {
      out->Emit('#');
      return;
    }
    sp_buf_init(&escaped, 6 * length + 1);
    sp_html_escape(&escaped, value);
    out->Emit(sp_buf_str(&escaped).ptr, escaped.len);
    sp_buf_release(&escaped);
  }
};

/* Every variable that begins a quoted address goes through it. */
constexpr auto address_tag = ":x-url"sv;

void
add_address_modifier()
{
  static const address_modifier modifier;
  static std::once_flag once;

  std::call_once(once, [] {
    ctemplate::AddXssSafeModifier(std::string(address_tag.substr(1)).c_str(),
                                  &modifier);
  });
}

bool
begins_address(std::string_view before)
{
  for (std::string_view attribute : {"href=\""sv, "src=\""sv, "action=\""sv})
    if (before.size() >= attribute.size() &&
        before.substr(before.size() - attribute.size()) == attribute)
      return true;
  return false;
}

/* ---- checks by text ---- */

/* What is wrong with the marker at `at`, or NULL. */
const char *
marker_fault(std::string_view tag, bool first, bool is_html_file)
{
  if (tag.empty() || tag[0] == '!')
    return nullptr;
  if (tag[0] == '=')
    return "changes the delimiters";
  if (tag[0] == '%')
    return first ? nullptr : "has a second {{%";
  if (is_html_file && tag == html_tag)
    return nullptr;
  if (tag.find(":none") != tag.npos)
    return ":none belongs in part_html.tpl only";
  if (tag.find(":x-") != tag.npos)
    return "names a modifier that the program itself puts in";
  return nullptr;
}

/* Check the template's markers and write the one for addresses where it
 * belongs.  NULL, or what is wrong. */
const char *
prepare(std::string_view text, bool is_html_file, std::string &out)
{
  size_t at = 0;

  if (text.rfind("{{%AUTOESCAPE context=\"HTML\"}}", 0) != 0 &&
      text.rfind("{{%AUTOESCAPE context=\"XML\"}}", 0) != 0)
    return "does not begin with {{%AUTOESCAPE context=\"HTML\"}} or \"XML\"";
  for (;;) {
    size_t open = text.find("{{", at), close;

    if (open == text.npos)
      break;
    close = text.find("}}", open);
    if (close == text.npos)
      return "has a {{ without }}";

    std::string_view tag = text.substr(open + 2, close - open - 2);
    const char *fault = marker_fault(tag, open == 0, is_html_file);

    if (fault)
      return fault;
    out += text.substr(at, close - at);
    if (begins_address(text.substr(0, open)) && !tag.empty() &&
        std::strchr("#/>!%", tag[0]) == nullptr && tag.find(':') == tag.npos)
      out += address_tag;
    out += "}}";
    at = close + 2;
  }
  out += text.substr(at);
  return nullptr;
}

/* ---- loading ---- */

enum sp_status
load_file(struct sp_tmpl *tmpl, const fs::path &path, struct sp_err *err)
{
  std::string name = path.filename().string(), prepared;
  std::ifstream in(path, std::ios::binary);
  std::error_code failed;
  uintmax_t size = fs::file_size(path, failed);
  const char *fault;

  if (failed || !in)
    return sp_fail(err, SP_E_IO, "%s: cannot be read", path.c_str());
  if (size > file_max)
    return sp_fail(err, SP_E_DATA, "%s: larger than 256 KiB", path.c_str());
  std::string text((std::istreambuf_iterator<char>(in)),
                   std::istreambuf_iterator<char>());
  /* A part in the midst of a line should not end it. */
  text.erase(text.find_last_not_of('\n') + 1);
  fault = prepare(text, name == html_file, prepared);
  if (!fault && !tmpl->cache.StringToTemplateCache(name, prepared, strip))
    fault = "is not a template that can be escaped";
  if (fault)
    return sp_fail(err, SP_E_DATA, "%s: %s", path.c_str(), fault);
  tmpl->names.insert(name);
  return SP_OK;
}

enum sp_status
load_folder(struct sp_tmpl *tmpl, const char *dir, struct sp_err *err)
{
  std::vector<fs::path> files;
  std::error_code failed;

  for (fs::directory_iterator at(dir, failed), end; !failed && at != end;
       at.increment(failed))
    if (at->path().extension() == ".tpl")
      files.push_back(at->path());
  if (files.empty())
    return sp_fail(err, SP_E_NOTFOUND, "%s: no templates there", dir);
  std::sort(files.begin(), files.end());
  for (const fs::path &file : files) {
    enum sp_status status = load_file(tmpl, file, err);

    if (status != SP_OK)
      return status;
  }
  tmpl->cache.Freeze();
  return SP_OK;
}

/* ---- rendering ---- */

class buf_emitter : public ctemplate::ExpandEmitter
{
public:
  explicit buf_emitter(struct sp_buf *buf) : buf_(buf)
  {
  }
  void
  Emit(char c) override
  {
    sp_buf_putc(buf_, c);
  }
  void
  Emit(const std::string &s) override
  {
    sp_buf_put(buf_, sp_str_n(s.data(), s.size()));
  }
  void
  Emit(const char *s) override
  {
    sp_buf_puts(buf_, s);
  }
  void
  Emit(const char *s, size_t length) override
  {
    sp_buf_put(buf_, sp_str_n(s, length));
  }

private:
  struct sp_buf *buf_;
};

bool
is_forbidden(char c)
{
  unsigned char u = static_cast<unsigned char>(c);

  return u == 0x7F || (u < ' ' && c != '\n' && c != '\t' && c != '\r');
}

} // namespace

enum sp_status
sp_tmpl_open(const char *dir, struct sp_tmpl **out, struct sp_err *err)
{
  *out = nullptr;
  return guarded(err, [&] {
    auto tmpl = std::make_unique<struct sp_tmpl>();
    enum sp_status status;

    add_address_modifier();
    status = load_folder(tmpl.get(), dir, err);
    if (status == SP_OK)
      *out = tmpl.release();
    return status;
  });
}

void
sp_tmpl_free(struct sp_tmpl *tmpl)
{
  delete tmpl;
}

struct sp_view *
sp_view_new(void)
{
  return unfailing(
      [] { return as_view(new ctemplate::TemplateDictionary("page")); });
}

void
sp_view_free(struct sp_view *view)
{
  delete dict(view);
}

void
sp_view_text(struct sp_view *view, const char *name, struct sp_str value)
{
  unfailing([&] {
    const char *end = value.ptr + value.len;

    if (value.len == 0 || std::none_of(value.ptr, end, is_forbidden)) {
      dict(view)->SetValue(name_of(name), string_of(value));
      return;
    }
    /* HTML has no way to write these. */
    std::string clean;
    for (const char *c = value.ptr; c < end; c++)
      if (is_forbidden(*c))
        clean += "\uFFFD";
      else
        clean += *c;
    dict(view)->SetValue(name_of(name), clean);
  });
}

void
sp_view_number(struct sp_view *view, const char *name, long long value)
{
  char digits[24];

  snprintf(digits, sizeof(digits), "%lld", value);
  sp_view_text(view, name, sp_str(digits));
}

void
sp_view_url(struct sp_view *view, const char *name, struct sp_url value)
{
  sp_view_text(view, name, value.raw);
}

void
sp_view_show(struct sp_view *view, const char *name)
{
  unfailing([&] { dict(view)->ShowSection(name_of(name)); });
}

struct sp_view *
sp_view_add(struct sp_view *view, const char *name)
{
  return unfailing(
      [&] { return as_view(dict(view)->AddSectionDictionary(name_of(name))); });
}

struct sp_view *
sp_view_include(struct sp_view *view, const char *name, const char *file)
{
  return unfailing([&] {
    ctemplate::TemplateDictionary *child =
        dict(view)->AddIncludeDictionary(name_of(name));

    /* Values of the caller's would go out unescaped there. */
    if (file != html_file)
      child->SetFilename(file);
    return as_view(child);
  });
}

void
sp_view_html(struct sp_view *view, const char *name, struct sp_html value)
{
  unfailing([&] {
    ctemplate::TemplateDictionary *child =
        dict(view)->AddIncludeDictionary(name_of(name));

    child->SetFilename(ctemplate::TemplateString(html_file.data()));
    child->SetValue(name_of("HTML"), string_of(value.raw));
  });
}

enum sp_status
sp_tmpl_render(const struct sp_tmpl *tmpl, const char *file,
               const struct sp_view *view, struct sp_buf *out,
               struct sp_err *err)
{
  return guarded(err, [&] {
    const auto *values =
        reinterpret_cast<const ctemplate::TemplateDictionary *>(view);
    buf_emitter emitter(out);

    if (file == html_file || tmpl->names.find(file) == tmpl->names.end())
      return sp_fail(err, SP_E_INTERNAL, "%s: no such template", file);
    if (!tmpl->cache.ExpandNoLoad(file, strip, values, nullptr, &emitter))
      return sp_fail(err, SP_E_INTERNAL, "%s: cannot be rendered", file);
    if (out->full)
      return sp_fail(err, SP_E_INTERNAL, "%s: the page is too large", file);
    return SP_OK;
  });
}
