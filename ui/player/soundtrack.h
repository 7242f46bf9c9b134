#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <memory>

class QAudioSink;

namespace raskadr::ui {

// A file's sound from its start, as it lies on the time of a film.
struct SoundPart
{
    QString path;
    qint64 startMs = 0;
    qint64 lengthMs = -1; // what follows is cut off; -1: to its end

    bool operator==(const SoundPart&) const = default;
};

// The sound of one file or of several in a row, from any place, at normal speed, without a gap
// where one follows the other. Without an output device it stays silent and never counts as
// playing. Main thread; decoding happens in a thread of its own.
class SoundTrack final : public QObject
{
    Q_OBJECT

public:
    explicit SoundTrack(const QString& path, QObject* parent = nullptr);
    // In the order of their starts.
    explicit SoundTrack(QList<SoundPart> parts, QObject* parent = nullptr);
    ~SoundTrack() override;

    void play(qint64 fromMs);
    void stop();
    void setVolume(double volume); // 0..1

    // The device is really taking samples: only then is it a clock.
    bool isPlaying() const;
    // What is heard now.
    qint64 positionMs() const;

private:
    class Source;

    const QList<SoundPart> m_parts;
    std::unique_ptr<Source> m_source;
    std::unique_ptr<QAudioSink> m_sink;
    qint64 m_fromMs = 0;
    double m_volume = 1;
};

} // namespace raskadr::ui
