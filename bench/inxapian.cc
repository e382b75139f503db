/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bench/inxapian.cc - the yardstick of a search: Xapian alone, in this
 * process, on an index of its own making with one document a page.  It parses
 * the query with the stemmer, matches ten and fetches their data; no snippet,
 * facet, filter, correction or page is made.
 *
 * bench-inxapian DATABASE QUERIES SECONDS THREADS or|and [omit-data]
 *
 * Prints the RESULT line of bench-inprocess. */
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include <xapian.h>

namespace
{

constexpr unsigned PER_PAGE = 10;
constexpr unsigned THREADS_MAX = 16;

struct Options {
  std::string database;
  std::vector<std::string> queries;
  Xapian::Query::op op = Xapian::Query::OP_OR;
  bool data = true;
};

struct Totals {
  unsigned long long searches = 0, cpu_us = 0, failures = 0, hits = 0;
};

unsigned long long
thread_cpu_us()
{
  timespec ts;

  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ts);
  return static_cast<unsigned long long>(ts.tv_sec) * 1000000 +
         static_cast<unsigned long long>(ts.tv_nsec) / 1000;
}

class Searcher
{
public:
  explicit Searcher(const Options &options)
      : options_(options), database_(options.database), enquire_(database_)
  {
    parser_.set_stemmer(Xapian::Stem("en"));
    parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser_.set_default_op(options.op);
    parser_.set_database(database_);
  }

  /* The number of results fetched. */
  unsigned
  search(const std::string &text)
  {
    enquire_.set_query(parser_.parse_query(text));
    Xapian::MSet mset = enquire_.get_mset(0, PER_PAGE);

    if (options_.data)
      for (auto it = mset.begin(); it != mset.end(); ++it)
        bytes_ += it.get_document().get_data().size();
    return mset.size();
  }

private:
  const Options &options_;
  Xapian::Database database_;
  Xapian::Enquire enquire_;
  Xapian::QueryParser parser_;
  size_t bytes_ = 0; /* so that the fetch is not thrown away */
};

void
search_one(Searcher &searcher, const std::string &text, Totals &totals)
{
  try {
    totals.hits += searcher.search(text);
  } catch (const Xapian::Error &) {
    totals.failures++;
  }
  totals.searches++;
}

void
work(const Options &options, size_t at, std::atomic<int> &cold,
     const std::atomic<bool> &stop, Totals &totals)
{
  const std::vector<std::string> &queries = options.queries;
  Searcher searcher(options);

  for (const std::string &text : queries)
    search_one(searcher, text, totals);
  totals = Totals();
  cold--;
  while (cold > 0)
    std::this_thread::yield();
  unsigned long long began = thread_cpu_us();
  while (!stop)
    search_one(searcher, queries[at++ % queries.size()], totals);
  totals.cpu_us = thread_cpu_us() - began;
}

void
run_all(const Options &options, unsigned seconds, unsigned threads)
{
  std::atomic<int> cold(static_cast<int>(threads));
  std::atomic<bool> stop(false);
  std::vector<Totals> totals(threads);
  std::vector<std::thread> running;
  Totals sum;

  for (unsigned i = 0; i < threads; i++)
    running.emplace_back(work, std::cref(options),
                         i * options.queries.size() / threads, std::ref(cold),
                         std::cref(stop), std::ref(totals[i]));
  while (cold > 0)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  auto began = std::chrono::steady_clock::now();
  std::this_thread::sleep_for(std::chrono::seconds(seconds));
  stop = true;
  for (std::thread &thread : running)
    thread.join();
  auto wall = std::chrono::steady_clock::now() - began;
  for (const Totals &one : totals) {
    sum.searches += one.searches;
    sum.cpu_us += one.cpu_us;
    sum.failures += one.failures;
    sum.hits += one.hits;
  }
  std::cout
      << "RESULT " << sum.searches << ' '
      << std::chrono::duration_cast<std::chrono::microseconds>(wall).count()
      << ' ' << sum.cpu_us << ' ' << sum.failures << ' ' << sum.hits << '\n';
}

} // namespace

int
main(int argc, char **argv)
{
  Options options;
  unsigned seconds = argc > 5 ? static_cast<unsigned>(std::atoi(argv[3])) : 0;
  unsigned threads = argc > 5 ? static_cast<unsigned>(std::atoi(argv[4])) : 0;
  std::string line;

  if (seconds == 0 || threads == 0 || threads > THREADS_MAX) {
    std::cerr << "usage: bench-inxapian DATABASE QUERIES SECONDS THREADS "
                 "or|and [omit-data]\n";
    return 2;
  }
  options.database = argv[1];
  options.op = std::string(argv[5]) == "and" ? Xapian::Query::OP_AND
                                             : Xapian::Query::OP_OR;
  options.data = argc == 6;
  for (std::ifstream in(argv[2]); std::getline(in, line);)
    if (!line.empty())
      options.queries.push_back(line);
  try {
    Xapian::Database probe(options.database);
  } catch (const Xapian::Error &error) {
    std::cerr << "bench-inxapian: " << options.database << ": "
              << error.get_msg() << '\n';
    return 3;
  }
  if (options.queries.empty()) {
    std::cerr << "bench-inxapian: no query in " << argv[2] << '\n';
    return 3;
  }
  run_all(options, seconds, threads);
  return 0;
}
