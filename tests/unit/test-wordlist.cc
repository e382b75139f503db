/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The nearest words against a scan of all of them. */
extern "C" {
#include "tests/unit/unit.h"
}

#include "lib/index_wordlist.hh"

#include <algorithm>
#include <map>

#include "lib/text.h"

namespace
{

using letters = std::vector<uint32_t>;

letters
letters_of(const std::string &word)
{
  struct sp_str s = sp_str_n(word.data(), word.size());
  letters out;

  for (size_t at = 0; at < s.len;)
    out.push_back(sp_utf8_next(s, &at));
  return out;
}

/* The whole table, as the books have it. */
unsigned
naive(const letters &a, const letters &b)
{
  std::vector<std::vector<unsigned>> d(a.size() + 1,
                                       std::vector<unsigned>(b.size() + 1));

  for (size_t i = 0; i <= a.size(); i++)
    for (size_t j = 0; j <= b.size(); j++) {
      if (i == 0 || j == 0) {
        d[i][j] = static_cast<unsigned>(i + j);
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1,
                          d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

struct random_words {
  unsigned seed = 1;

  unsigned
  below(unsigned n)
  {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
  }

  std::string
  word(unsigned least, unsigned most)
  {
    static const char *const alphabet[] = {"a",      "b",      "c",
                                           "\u00e9", "\u0177", "\u4e00"};
    std::string text;

    for (unsigned n = least + below(most - least + 1); n > 0; n--)
      text += alphabet[below(SP_ARRAY_LEN(alphabet))];
    return text;
  }
};

std::map<std::string, unsigned>
scan(const std::map<std::string, uint32_t> &words, const std::string &typed)
{
  letters t = letters_of(typed);
  unsigned limit = t.size() < 8 ? 1 : 2, best = limit;
  std::map<std::string, unsigned> found;

  if (t.size() < 4)
    return found;
  for (const auto &[word, documents] : words) {
    letters w = letters_of(word);
    unsigned d = naive(t, w);

    if (d == 0 || d > best || (limit == 1 && w[0] != t[0]))
      continue;
    if (d < best)
      found.clear();
    best = d;
    found[word] = d;
  }
  return found;
}

void
nearest_words_are_those_of_a_scan(void **)
{
  random_words random;

  for (int round = 0; round < 20; round++) {
    std::map<std::string, uint32_t> words;
    sp_wordlist list;

    for (int i = 0; i < 300; i++)
      words[random.word(3, 11)] = random.below(5) + 1;
    for (const auto &[word, documents] : words)
      list.add(word, documents);
    list.finish();
    assert_int_equal(list.size(), words.size());
    for (int i = 0; i < 100; i++) {
      std::string typed = random.word(1, 12);
      auto found = list.nearest(typed, 1000);
      auto expected = scan(words, typed);

      assert_int_equal(found.size(), expected.size());
      for (size_t n = 0; n < found.size(); n++) {
        std::string word(found[n].word);

        assert_true(expected.count(word) == 1);
        assert_int_equal(found[n].distance, expected[word]);
        assert_int_equal(found[n].documents, words[word]);
        assert_true(n == 0 || found[n - 1].documents >= found[n].documents);
      }
      assert_true(list.nearest(typed, 2).size() <= 2);
    }
  }
}

void
a_distance_is_exact_up_to_its_limit(void **)
{
  random_words random;

  for (int i = 0; i < 5000; i++) {
    std::string a = random.word(0, 10), b = random.word(0, 10);
    unsigned whole = naive(letters_of(a), letters_of(b));

    for (unsigned limit = 0; limit < 5; limit++)
      assert_int_equal(sp_word_distance(a, b, limit),
                       std::min(whole, limit + 1));
  }
}

void
words_of_three_to_32_letters_without_digits_are_kept(void **)
{
  sp_wordlist list;

  for (size_t n : {0, 1, 2, 3, 32, 33, 300})
    list.add(std::string(n, 'a'), 1);
  list.add("abc1", 1);
  list.finish();
  assert_int_equal(list.size(), 2);
  assert_int_equal(list.nearest(std::string(31, 'a'), 9).size(), 1);
  assert_int_equal(list.nearest(std::string(33, 'a'), 9).size(), 0);
  assert_int_equal(list.nearest("aaa1", 9).size(), 0);
  assert_int_equal(list.nearest("", 9).size(), 0);
}

void
a_word_of_two_fields_is_one(void **)
{
  sp_wordlist list;

  list.add("permit", 2);
  list.add("permit", 7);
  list.finish();
  assert_int_equal(list.size(), 1);
  assert_int_equal(list.nearest("permet", 9).at(0).documents, 7);
}

void
completions_go_on_after_three_letters(void **)
{
  sp_wordlist list;

  list.add("recycle", 1);
  list.add("recycling", 5);
  list.add("record", 9);
  list.finish();
  assert_int_equal(list.completions("re", 9).size(), 0);
  assert_int_equal(list.completions("rec", 9).size(), 3);
  assert_int_equal(list.completions("recy", 1).size(), 1);
  assert_true(list.completions("recy", 9).at(0).word == "recycling");
  assert_int_equal(list.completions("record", 9).size(), 0);
}

} // namespace

int
main()
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nearest_words_are_those_of_a_scan),
      cmocka_unit_test(a_distance_is_exact_up_to_its_limit),
      cmocka_unit_test(words_of_three_to_32_letters_without_digits_are_kept),
      cmocka_unit_test(a_word_of_two_fields_is_one),
      cmocka_unit_test(completions_go_on_after_three_letters),
  };
  return cmocka_run_group_tests_name("wordlist", tests, nullptr, nullptr);
}
