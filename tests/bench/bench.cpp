#include "tests/bench/bench.h"

#include <QFile>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

namespace raskadr::bench {

using namespace Qt::Literals::StringLiterals;

namespace {

double clockSeconds(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

QString number(double value)
{
    const double size = std::abs(value);
    return QString::number(value, 'f', size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

QString verdict(const Measurement& measurement)
{
    if (!measurement.reached) {
        return u"-"_s;
    }
    return *measurement.reached ? u"hit"_s : u"MISS"_s;
}

} // namespace

double wallNow()
{
    return clockSeconds(CLOCK_MONOTONIC);
}

double threadCpuNow()
{
    return clockSeconds(CLOCK_THREAD_CPUTIME_ID);
}

double processCpuNow()
{
    rusage children{};
    getrusage(RUSAGE_CHILDREN, &children);
    const auto seconds = [](const timeval& time) {
        return double(time.tv_sec) + double(time.tv_usec) * 1e-6;
    };
    return clockSeconds(CLOCK_PROCESS_CPUTIME_ID) + seconds(children.ru_utime)
        + seconds(children.ru_stime);
}

double residentMiB()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    const QList<QByteArray> fields = file.readAll().split(' ');
    return fields.value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

double percentile(std::vector<double> values, double share)
{
    if (values.empty()) {
        return 0;
    }
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, size_t(share * double(values.size())))];
}

double median(std::vector<double> values)
{
    return percentile(std::move(values), 0.5);
}

double parallel(int count, int threads, const std::function<void(int)>& task)
{
    std::atomic<int> next{0};
    const double start = wallNow();
    const auto work = [&] {
        for (int i = next++; i < count; i = next++) {
            task(i);
        }
    };
    {
        std::vector<std::jthread> others;
        for (int t = 1; t < threads; ++t) {
            others.emplace_back(work);
        }
        work();
    }
    return wallNow() - start;
}

void Report::add(Measurement measurement)
{
    m_measurements << std::move(measurement);
}

void Report::ratioAtMost(const QString& row, const QString& what, double value, double peer,
                         const QString& unit, const QString& peerName, double goal)
{
    const double ratio = peer > 0 ? value / peer : 0;
    add({row, what, value, unit, peer, peerName, ratio, u"≤ %1×"_s.arg(goal), ratio <= goal});
}

void Report::ratioAtLeast(const QString& row, const QString& what, double value, double peer,
                          const QString& unit, const QString& peerName, double goal)
{
    const double ratio = peer > 0 ? value / peer : 0;
    add({row, what, value, unit, peer, peerName, ratio, u"≥ %1×"_s.arg(goal), ratio >= goal});
}

void Report::atMost(const QString& row, const QString& what, double value, const QString& unit,
                    double goal)
{
    add({row,
         what,
         value,
         unit,
         std::nullopt,
         {},
         value,
         u"≤ %1 %2"_s.arg(goal).arg(unit),
         value <= goal});
}

void Report::skipped(const QString& row, const QString& why)
{
    m_skipped << std::pair(row, why);
}

QString Report::table() const
{
    QList<Measurement> sorted = m_measurements;
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return a.reached.value_or(true) < b.reached.value_or(true);
    });
    QList<QStringList> lines{
        {u"row"_s, u"what"_s, u"value"_s, u"beside"_s, u"ratio"_s, u"goal"_s, u""_s}};
    for (const Measurement& m : sorted) {
        lines << QStringList{
            m.row,
            m.what,
            number(m.value) + u' ' + m.unit,
            m.peer ? number(*m.peer) + u' ' + m.unit + u" ("_s + m.peerName + u')' : u"-"_s,
            m.peer ? number(m.figure.value_or(0)) + u'×' : u"-"_s,
            m.goal,
            verdict(m),
        };
    }
    QList<qsizetype> widths(lines.first().size(), 0);
    for (const QStringList& line : lines) {
        for (qsizetype i = 0; i < line.size(); ++i) {
            widths[i] = std::max(widths[i], line[i].size());
        }
    }
    QString text;
    for (const QStringList& line : lines) {
        QString row;
        for (qsizetype i = 0; i < line.size(); ++i) {
            row += line[i].leftJustified(widths[i] + 2);
        }
        text += row.trimmed() + u'\n';
    }
    for (const auto& [row, why] : m_skipped) {
        text += u"%1: not measured, %2\n"_s.arg(row, why);
    }
    return text;
}

QJsonObject Report::toJson() const
{
    QJsonArray rows;
    for (const Measurement& m : m_measurements) {
        QJsonObject row{{u"row"_s, m.row},
                        {u"what"_s, m.what},
                        {u"value"_s, m.value},
                        {u"unit"_s, m.unit},
                        {u"goal"_s, m.goal}};
        if (m.peer) {
            row[u"peer"_s] = *m.peer;
            row[u"peerName"_s] = m.peerName;
        }
        if (m.figure) {
            row[u"figure"_s] = *m.figure;
        }
        if (m.reached) {
            row[u"reached"_s] = *m.reached;
        }
        rows << row;
    }
    QJsonArray skipped;
    for (const auto& [row, why] : m_skipped) {
        skipped << QJsonObject{{u"row"_s, row}, {u"why"_s, why}};
    }
    return {{u"measurements"_s, rows}, {u"skipped"_s, skipped}};
}

void Report::append(const QJsonObject& json)
{
    const auto real = [](const QJsonValue& value) {
        return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
    };
    for (const QJsonValue& value : json[u"measurements"_s].toArray()) {
        const QJsonObject row = value.toObject();
        const QJsonValue reached = row[u"reached"_s];
        add({row[u"row"_s].toString(), row[u"what"_s].toString(), row[u"value"_s].toDouble(),
             row[u"unit"_s].toString(), real(row[u"peer"_s]), row[u"peerName"_s].toString(),
             real(row[u"figure"_s]), row[u"goal"_s].toString(),
             reached.isBool() ? std::optional(reached.toBool()) : std::nullopt});
    }
    for (const QJsonValue& value : json[u"skipped"_s].toArray()) {
        skipped(value[u"row"_s].toString(), value[u"why"_s].toString());
    }
}

QList<RowGroup> rowGroups()
{
    return {
        {u"stills"_s, measureStills},     {u"films"_s, measureFilms},
        {u"opening"_s, measureOpening},   {u"import"_s, measureImport},
        {u"passport"_s, measurePassport}, {u"board"_s, measureBoard},
        {u"drop"_s, measureDrop},         {u"animatic"_s, measureAnimatic},
        {u"start"_s, measureStart},       {u"generations"_s, measureGenerations},
        {u"server"_s, measureServing},
    };
}

} // namespace raskadr::bench
