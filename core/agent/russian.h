#pragma once

// As much Russian grammar as the offline agent needs to put a word where another one stood;
// internal to this module. Words are compared in lower case and without the difference of ё and е.

#include <QList>
#include <QString>
#include <QStringList>
#include <array>
#include <optional>

namespace raskadr::russian {

enum class Case { Nominative, Genitive, Dative, Accusative, Instrumental, Prepositional };
inline constexpr int caseCount = 6;
enum class Gender { Masculine, Feminine, Neuter, Plural };

struct Noun
{
    Gender gender = Gender::Masculine;
    bool animate = false;
    std::array<QString, caseCount> forms;

    const QString& form(Case which) const { return forms[size_t(which)]; }
    // In which cases this word can be the noun; empty: it is another word.
    QList<Case> casesOf(const QString& word) const;
};

QString folded(const QString& word); // lower case, е for ё
bool isCyrillic(const QString& text); // whether there is a Russian letter in it

// The noun whose accusative (or, for those who write so, nominative) this is.
Noun nounOf(const QString& word);
// The word without its ending, to recognize it in other forms.
QString stemOf(const QString& word);

// Whether a word has the look of an adjective in this gender and case.
bool looksLikeAdjective(const QString& word, Gender gender, Case which, bool animate);
// An adjective that agrees with a noun, brought into agreement with another one.
QString agreeing(const QString& adjective, Gender fromGender, Case fromCase, bool fromAnimate,
                 Gender toGender, Case toCase, bool toAnimate);
// An adjective that is known by its first form («вечерний»).
QString adjective(const QString& lemma, Gender gender, Case which, bool animate = false);
// Which form of the known adjective this word is, as a number of adjectiveForm(); -1: none.
// `next` is the word behind it, which decides between «дневной свет» and «в дневной тени».
int adjectiveFormOf(const QString& lemma, const QString& word, const QString& next);
QString adjectiveForm(const QString& lemma, int form); // empty beyond the last form

} // namespace raskadr::russian
