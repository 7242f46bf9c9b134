#pragma once

#include <QList>
#include <QString>
#include <QStringList>

// One text of a .ts file.
struct Message
{
    QString context;
    QString source;
    QString comment;
    bool plural = false;
    QString state; // "unfinished", "vanished", "obsolete" or nothing
    QStringList translations; // one, or one for each plural form

    // For the reports of the tests.
    QString where() const;
};

// The texts of a .ts file in its order. A file that cannot be read gives none.
QList<Message> readCatalogue(const QString& path);

// The project's folder, and the .ts file of a language in it.
QString sourceFolder();
QString cataloguePath(const QString& language);

// Every .cpp and .h under a folder of the project.
QStringList sourceFiles(const QString& folder);
// The C++ text without its comments; literals stay as they are.
QString withoutComments(const QString& code);
