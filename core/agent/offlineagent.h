#pragma once

#include <QString>
#include <QStringList>

namespace raskadr {

// «Черновой агент»: rewrites a prompt by rules, without a network. It knows time of day, weather,
// shot size, focal length, warmer and colder, «замени A на B», «убери A», «добавь A», in Russian
// and in English, changes just those words, and says what it did not understand. It never pretends
// to be a neural network. A prompt that is a JSON document stays one of the same shape. Any thread.
struct OfflineEdit
{
    QString prompt;
    QString negativePrompt;
    QStringList notUnderstood; // parts of the request, as they were written
    QStringList alreadySo; // parts that ask for what the prompt says already

    // `takesNegative`: the model has a negative prompt, where things go that are to be away.
    static OfflineEdit of(const QString& prompt, const QString& negativePrompt, bool takesNegative,
                          const QString& words);

    bool operator==(const OfflineEdit&) const = default;
};

} // namespace raskadr
