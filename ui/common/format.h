#pragma once

#include <QDateTime>
#include <QString>

namespace raskadr::ui {

// Numbers, sizes and times as people read them. Decimals and month names follow QLocale(), units
// the loaded translation; numbers and units never part at a line end. Any thread.

inline constexpr QChar noBreakSpace(0x00A0);
// With no place left to break the line at. The source strings hold plain spaces, so that
// translators see them.
QString keptTogether(QString text);

// Non-negative or negative whole number, grouped from five digits on: 12 345.
QString numberText(qint64 number);
// Up to `decimals` digits after the point, without trailing zeros: 0,7.
QString decimalText(double number, int decimals = 2);
QString percentText(int percent); // 64 %
QString bytesText(qint64 bytes); // 12,4 GB, decimal units
QString pixelsText(qint64 pixels); // 3,6 Gpx
QString sizeText(int width, int height); // 1920 × 1080
QString timecodeText(qint64 ms); // 0:05, 1:02:11
QString secondsText(qint64 ms); // 5,0 s, always one decimal
QString spanText(qint64 ms); // 40 s, 3 min, 2 h 5 min: how long something takes
QString timeLeftText(qint64 ms); // About 40 s left
QString moneyText(double amount, const QString& currency); // ISO code: 0,98 $, 3 000 ₽

QString timeText(const QDateTime& moment); // 14:02
// "today, 14:02", "yesterday", "22 Nov", "22 Nov 2023"; `now` decides, both in local time.
QString relativeDateText(const QDateTime& moment, const QDateTime& now);
// The same with the time after every date: "22 Nov, 14:12".
QString dateTimeText(const QDateTime& moment, const QDateTime& now);

QString shotCountText(int count);
QString assetCountText(int count);
QString fileCountText(int count);

} // namespace raskadr::ui
