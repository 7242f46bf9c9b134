#pragma once

// Pictures and films with a word in every place where a file can carry text, and the search for it.

#include <QByteArray>
#include <QList>
#include <QString>

namespace raskadr::canaries {

struct Place
{
    QString name; // "PNG zTXt"
    QString fileName; // in the folder
};

// Writes a readable picture for each place. The word is ASCII. Nothing in the list: a file could
// not be written.
QList<Place> writePictures(const QString& folder, const QByteArray& word);
// The same with films, by the ffmpeg program and by hand. A film of half a second with sound.
QList<Place> writeFilms(const QString& folder, const QByteArray& word);

// How the word stands in these bytes: as it is, in UTF-16, base64 or hexadecimal, alone or in what
// can be unpacked out of them. Empty: nowhere.
QString find(const QByteArray& bytes, const QByteArray& word);
// The same for every file below a folder, and for what exiftool says about them; one line for each
// hit.
QStringList findInFolder(const QString& folder, const QByteArray& word);

} // namespace raskadr::canaries
