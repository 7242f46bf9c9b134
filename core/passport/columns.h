#pragma once

#include "core/passport/passport.h"
#include "core/passport/passportlabels.h"

#include <QDateTime>
#include <QVariant>

namespace raskadr {

// One cell of the «Ассеты» table: a text, a number, a moment or nothing.
struct PassportCell
{
    enum class Kind { Nothing, Text, Number, Moment };

    Kind kind = Kind::Nothing;
    QString text;
    double number = 0;
    qint64 momentMs = 0;

    static PassportCell ofText(const QString& text) { return {Kind::Text, text, 0, 0}; }
    static PassportCell ofNumber(double number) { return {Kind::Number, {}, number, 0}; }
    static PassportCell ofMoment(qint64 ms) { return {Kind::Moment, {}, 0, ms}; }
};

enum class ColumnRole { Plain, File, Thumbnail, LongText, Money };

struct PassportColumn
{
    QString title;
    double width = 12; // characters
    ColumnRole role = ColumnRole::Plain;
    std::function<PassportCell(const PassportRow&)> cell;
};

// The columns of «Ассеты», the same in every format. Common parameters get columns of their own.
QList<PassportColumn> assetColumns(const Passport& passport, const PassportLabels& labels);

} // namespace raskadr
