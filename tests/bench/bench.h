#pragma once

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <functional>
#include <optional>
#include <vector>

namespace raskadr::bench {

// Seconds; the CPU clocks do not move while something else runs on the machine.
double wallNow();
double threadCpuNow();
double processCpuNow(); // this process and the children that were waited for
double residentMiB();

double percentile(std::vector<double> values, double share);
double median(std::vector<double> values);

// Runs the task for every index on so many threads and returns the seconds that it took.
double parallel(int count, int threads, const std::function<void(int)>& task);

// One line of the table: what was measured, beside what, and whether the goal was reached.
struct Measurement
{
    QString row;
    QString what;
    double value = 0;
    QString unit;
    std::optional<double> peer; // of the limit or the peer, measured in the same run
    QString peerName;
    std::optional<double> figure; // what the goal speaks of; by default value / peer
    QString goal;
    std::optional<bool> reached; // nothing: reported only
};

class Report
{
public:
    // A ratio to a limit or a peer; reached if it is at most (at least) the goal.
    void ratioAtMost(const QString& row, const QString& what, double value, double peer,
                     const QString& unit, const QString& peerName, double goal);
    void ratioAtLeast(const QString& row, const QString& what, double value, double peer,
                      const QString& unit, const QString& peerName, double goal);
    // An absolute figure with its goal.
    void atMost(const QString& row, const QString& what, double value, const QString& unit,
                double goal);
    // Something that could not be measured here, and why.
    void skipped(const QString& row, const QString& why);

    bool isEmpty() const { return m_measurements.isEmpty() && m_skipped.isEmpty(); }
    QString table() const; // misses first
    QJsonObject toJson() const;
    // What another process measured.
    void append(const QJsonObject& json);

private:
    void add(Measurement measurement);

    QList<Measurement> m_measurements;
    QList<std::pair<QString, QString>> m_skipped;
};

// Where a run works, and the media that all rows share.
struct Place
{
    QDir work; // empty at the start, removed at the end
    QDir corpus; // made once and kept
};

// One group of rows; `name` selects it on the command line.
struct RowGroup
{
    QString name;
    void (*run)(const Place& place, Report& report);
};
QList<RowGroup> rowGroups();

void measureStills(const Place& place, Report& report);
void measureFilms(const Place& place, Report& report);
void measureOpening(const Place& place, Report& report);
void measureImport(const Place& place, Report& report);
void measurePassport(const Place& place, Report& report);
void measureBoard(const Place& place, Report& report);
void measureDrop(const Place& place, Report& report);
void measureAnimatic(const Place& place, Report& report);
void measureStart(const Place& place, Report& report);
void measureServing(const Place& place, Report& report);
void measureGenerations(const Place& place, Report& report);
// The measured process of measureStart(): opens the program on the library in `folder` and prints
// how long it took since `processStart`.
int startHere(const QString& folder, double processStart);

} // namespace raskadr::bench
