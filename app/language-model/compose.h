/* From what the packages say to one list of toned Mainland readings and one probability for each word.
 *
 * A word's toneless readings are libime's, which are the Mainland's. Their tones come, in this order, from
 *   1. the project's own list: then nothing else counts;
 *   2. the same word in rime's list, where its toneless spelling agrees (a tone that the character does not
 *      have on the Mainland, as in 危險 wei2 xian3, gives way to the heaviest that it has);
 *   3. the fewest shorter words of rime's list that it is made of;
 *   4. each character's heaviest tone with that spelling.
 * A word that libime does not know has rime's readings. A single character has Unihan's. */
#ifndef YINIAN_LANGUAGE_MODEL_COMPOSE_H
#define YINIAN_LANGUAGE_MODEL_COMPOSE_H

#include "characters.h"
#include "word_table.h"

void compose_readings(struct word_table *table, const struct characters *characters);
/* Every word's probability: the model's, or the essay's count in the same measure; words below `floor` get 0
 * (left out) unless they are single characters or in the project's own list. */
void compose_probabilities(struct word_table *table, double floor);

#endif
