/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "indexer/services.h"

#define MANY 200000

static void
add(struct sp_arena *arena, struct sp_texts *keys, struct sp_str key)
{
  SP_PUSH(arena, keys->item, keys->count, keys->cap, key);
}

static void
keys_are_put_in_order_each_once(void **state)
{
  struct sp_arena arena = {0};
  struct sp_texts keys = {0};

  (void)state;
  sp_services_sort(&keys);
  assert_int_equal(keys.count, 0);
  add(&arena, &keys, SP_STR("waste"));
  add(&arena, &keys, SP_STR("council-tax"));
  add(&arena, &keys, SP_STR("waste"));
  sp_services_sort(&keys);
  assert_int_equal(keys.count, 2);
  assert_str(keys.item[0], "council-tax");
  assert_str(keys.item[1], "waste");
  sp_arena_release(&arena);
}

static void
without_a_list_a_key_gives_its_title(void **state)
{
  struct sp_arena arena = {0};
  struct sp_texts keys = {0};
  struct sp_site site = {0};

  (void)state;
  add(&arena, &keys, SP_STR("council-tax"));
  sp_services_make(&arena, &keys, &site);
  assert_int_equal(site.services, 1);
  assert_str(site.service[0].key, "council-tax");
  assert_str(site.service[0].title, "Council tax");
  sp_arena_release(&arena);
}

static void
of_a_list_what_is_used_stays_with_all_above_it(void **state)
{
  struct sp_service list[] = {
      {.key = SP_STR("waste"), .parent = SP_STR("home")},
      {.key = SP_STR("unused"), .parent = SP_STR("home")},
      {.key = SP_STR("home"), .parent = SP_STR("council")},
      {.key = SP_STR("council"), .parent = SP_STR("nowhere")},
      {.key = SP_STR("a"), .parent = SP_STR("b")},
      {.key = SP_STR("b"), .parent = SP_STR("a")},
      {.key = SP_STR("self"), .parent = SP_STR("self")},
  };
  struct sp_arena arena = {0};
  struct sp_texts keys = {0};
  struct sp_site site = {.service = list, .services = SP_ARRAY_LEN(list)};

  (void)state;
  add(&arena, &keys, SP_STR("not-in-the-list"));
  add(&arena, &keys, SP_STR("waste"));
  add(&arena, &keys, SP_STR("b"));
  sp_services_keep_used(&arena, &keys, &site);
  assert_int_equal(site.services, 5);
  assert_str(site.service[0].key, "waste");
  assert_str(site.service[1].key, "home");
  assert_str(site.service[2].key, "council");
  assert_str(site.service[3].key, "a");
  assert_str(site.service[4].key, "b");
  site = (struct sp_site){0};
  sp_services_keep_used(&arena, &keys, &site);
  assert_int_equal(site.services, 0);
  sp_arena_release(&arena);
}

/* A chain of parents, and a file in each service. */
static void
very_many_take_no_quadratic_time(void **state)
{
  struct sp_arena arena = {0};
  struct sp_texts keys = {0};
  struct sp_service *list = sp_arena_array(&arena, struct sp_service, MANY);
  struct sp_site site = {.service = list, .services = MANY};

  (void)state;
  for (size_t i = 0; i < MANY; i++) {
    list[i].key = sp_arena_fmt(&arena, "s%zu", i);
    list[i].parent = sp_arena_fmt(&arena, "s%zu", i + 1);
    add(&arena, &keys, list[i].key);
    add(&arena, &keys, sp_arena_fmt(&arena, "t%zu", MANY - i));
  }
  sp_services_sort(&keys);
  assert_int_equal(keys.count, 2 * MANY);
  sp_services_keep_used(&arena, &keys, &site);
  assert_int_equal(site.services, MANY);
  sp_arena_release(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keys_are_put_in_order_each_once),
      cmocka_unit_test(without_a_list_a_key_gives_its_title),
      cmocka_unit_test(of_a_list_what_is_used_stays_with_all_above_it),
      cmocka_unit_test(very_many_take_no_quadratic_time),
  };
  return cmocka_run_group_tests_name("services", tests, NULL, NULL);
}
