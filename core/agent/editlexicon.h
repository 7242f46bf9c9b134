#pragma once

// The words that the offline agent knows; internal to this module.

#include "core/agent/russian.h"

#include <QRegularExpression>

namespace raskadr {

enum class EditAxis { Time, Weather, ShotSize, Warmth };

enum class EditSense {
    Dawn,
    Morning,
    Day,
    Evening,
    Sunset,
    Dusk,
    Night,
    Fog,
    Rain,
    Snow,
    Storm,
    Clear,
    Wide,
    Medium,
    Close,
    Warm,
    Cold,
};

EditAxis axisOf(EditSense sense);
QList<EditSense> sensesOf(EditAxis axis);

// How a sense is said. The first of several words is the one that is written.
struct SenseWords
{
    QStringList nouns; // Russian, first form
    QStringList adjectives;
    QString adverb; // «вечером», «на закате»: when it happens
    QString addition; // what is added to a prompt that says nothing about it
    QStringList englishNouns;
    QStringList englishAdjectives;
    QString englishAdverb;
    QString englishAddition;
};

const SenseWords& wordsOf(EditSense sense);

// A word of a prompt or a request that has one of the senses.
struct SenseFound
{
    enum class Form { Noun, Adjective, EnglishNoun, EnglishAdjective };

    EditSense sense = EditSense::Day;
    Form form = Form::Noun;
    QString lemma; // of ours
};

std::optional<SenseFound> senseOf(const QString& word);

// Words that say nothing by themselves in a request: «сделай», «пожалуйста», «кадр».
bool isFiller(const QString& word);
bool isPreposition(const QString& word);
// The case that a preposition asks for most often.
std::optional<russian::Case> caseAfter(const QString& preposition);

struct WordPlace
{
    QString word;
    qsizetype from = 0;
    qsizetype length() const { return word.size(); }
    qsizetype end() const { return from + word.size(); }
};

// The words of a text with their places; numbers are none.
QList<WordPlace> wordPlaces(const QString& text);

} // namespace raskadr
