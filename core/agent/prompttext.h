#pragma once

// A text of a prompt that words are exchanged in; internal to this module.

#include "core/agent/editlexicon.h"

namespace raskadr {

// Changes just the words it is told to: every other letter stays, and what depends on a word by
// grammar follows it. Each function says whether it changed something.
class PromptText
{
public:
    explicit PromptText(QString text)
        : m_text(std::move(text))
    {
    }

    const QString& text() const { return m_text; }
    bool isRussian() const { return russian::isCyrillic(m_text); }
    bool says(EditSense sense) const;
    bool containsPhrase(const QString& phrase) const;

    // Words of `from` become words of `to`, in their form and place.
    bool exchangeSense(const QList<EditSense>& from, EditSense to, bool onlyFirst);
    bool removeSense(const QList<EditSense>& senses);
    bool exchangePhrase(const QString& phrase, const QString& by);
    bool removePhrase(const QString& phrase);
    bool strengthen(EditSense tone); // «тёплый» becomes «очень тёплый»
    bool exchangeLens(int mm);
    bool namesLens() const { return lensPlace().has_value(); }
    bool hasLens(int mm) const;
    void append(const QString& addition);

private:
    struct Range
    {
        qsizetype from = 0;
        qsizetype to = 0;
    };

    // Gives the first word that was touched.
    int exchangeNoun(const QList<WordPlace>& words, int at, const SenseFound& found, EditSense to);
    int exchangeEnglishNoun(const QList<WordPlace>& words, int at, EditSense to);
    bool exchangeAdjective(const QList<WordPlace>& words, int at, const SenseFound& found,
                           EditSense to);
    bool exchangeShotSize(const QList<WordPlace>& words, int at, const SenseFound& found,
                          EditSense to);
    int firstOfPhrase(const QList<WordPlace>& words, const QStringList& phrase, int upTo) const;
    bool areNeighbours(const WordPlace& first, const WordPlace& second) const;
    bool meansTone(const QList<WordPlace>& words, int at, const SenseFound& found) const;
    std::optional<Range> lensPlace() const;
    Range withCompany(const QList<WordPlace>& words, int first, int last) const;
    void replace(qsizetype from, qsizetype to, const QString& by);
    void cut(const Range& range);

    QString m_text;
};

// The phrase in the case that a sentence asks for; it is given in the accusative, as after «замени
// на» and «добавь».
QString phraseInCase(const QString& phrase, russian::Case which);

// A word with capitals where the model has them.
QString likeCase(const QString& word, const QString& model);
// Of the cases that a form may be, the one that the word before it asks for.
russian::Case chosenCase(const QList<russian::Case>& possible, const QString& wordBefore);

} // namespace raskadr
