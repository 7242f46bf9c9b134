#include "tests/support/canaryfiles.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QFile>

#include <functional>

namespace raskadr::canaries {

using namespace Qt::Literals::StringLiterals;
using samples::big32;

namespace {

QByteArray box(const QByteArray& name, const QByteArray& contents)
{
    return big32(quint32(contents.size()) + 8) + name + contents;
}

class FilmWriter
{
public:
    FilmWriter(QString folder, QByteArray word)
        : m_folder(std::move(folder))
        , m_word(std::move(word))
        , m_text(QString::fromLatin1(m_word))
    {
        QDir().mkpath(m_folder);
    }

    QList<Place> write()
    {
        // The index behind the pictures: what is put into it moves nothing.
        m_source = m_folder + u"/source.mp4"_s;
        m_failed = !samples::ffmpeg(
            {u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=160x90:r=12:d=0.5"_s, u"-f"_s, u"lavfi"_s,
             u"-i"_s, u"sine=f=440:r=48000:d=0.5"_s, u"-c:v"_s, u"libx264"_s, u"-pix_fmt"_s,
             u"yuv420p"_s, u"-preset"_s, u"ultrafast"_s, u"-c:a"_s, u"aac"_s, m_source});
        writeTags();
        writeTracks();
        writeBoxes();
        QFile::remove(m_source);
        return m_failed ? QList<Place>() : m_places;
    }

private:
    void add(const QString& name, const QString& file) { m_places.append({name, file}); }
    QString nextFile(const QString& ending) const
    {
        return u"%1.%2"_s.arg(m_places.size(), 2, 10, QLatin1Char('0')).arg(ending);
    }
    // The source copied by ffmpeg with these options.
    void remux(const QString& name, const QString& ending, const QStringList& options,
               const QStringList& inputs = {})
    {
        const QString file = nextFile(ending);
        const QStringList copying = ending == u"webm"_s
            ? QStringList{u"-c:v"_s, u"libvpx"_s, u"-an"_s}
            : QStringList{u"-c:v"_s, u"copy"_s, u"-c:a"_s, u"copy"_s};
        m_failed = m_failed
            || !samples::ffmpeg(QStringList{u"-i"_s, m_source} + inputs + copying + options
                                + QStringList{m_folder + u'/' + file});
        add(name, file);
    }
    void patch(const QString& name, const std::function<void(QByteArray&)>& change)
    {
        QByteArray bytes = samples::read(m_source);
        change(bytes);
        const QString file = nextFile(u"mp4"_s);
        m_failed = m_failed || !samples::write(m_folder + u'/' + file, bytes);
        add(name, file);
    }
    QString textFile(const QString& name, const QByteArray& contents)
    {
        const QString path = m_folder + u'/' + name;
        m_failed = m_failed || !samples::write(path, contents);
        return path;
    }
    void writeTags();
    void writeTracks();
    void writeBoxes();

    const QString m_folder;
    const QByteArray m_word;
    const QString m_text;
    QString m_source;
    QList<Place> m_places;
    bool m_failed = false;
};

void FilmWriter::writeTags()
{
    const QString prompt = u"prompt="_s + m_text;
    const QString comment = u"comment="_s + m_text;
    const QString title = u"title="_s + m_text;
    const QString plain = u"-metadata"_s;
    remux(u"MP4 comment"_s, u"mp4"_s, {plain, comment});
    remux(u"MP4 title"_s, u"mp4"_s, {plain, title});
    remux(u"MP4 own key"_s, u"mp4"_s, {u"-movflags"_s, u"use_metadata_tags"_s, plain, prompt});
    remux(u"MP4 handler of the picture"_s, u"mp4"_s,
          {u"-metadata:s:v"_s, u"handler_name="_s + m_text});
    remux(u"MP4 handler of the sound"_s, u"mp4"_s,
          {u"-metadata:s:a"_s, u"handler_name="_s + m_text});
    remux(u"MP4 title of a track"_s, u"mp4"_s, {u"-metadata:s:a"_s, title});
    remux(u"MOV comment"_s, u"mov"_s, {plain, comment});
    remux(u"MOV own key"_s, u"mov"_s, {u"-movflags"_s, u"use_metadata_tags"_s, plain, prompt});
    remux(u"MOV reel name"_s, u"mov"_s,
          {u"-timecode"_s, u"00:00:00:00"_s, u"-metadata:s:v"_s, u"reel_name="_s + m_text});
    remux(u"MOV encoder's name"_s, u"mov"_s, {u"-metadata:s:v"_s, u"encoder="_s + m_text});
    remux(u"Matroska tag"_s, u"mkv"_s, {plain, prompt});
    remux(u"Matroska title"_s, u"mkv"_s, {plain, title});
    remux(u"Matroska title of a track"_s, u"mkv"_s, {u"-metadata:s:v"_s, title});
    remux(u"WebM tag"_s, u"webm"_s, {plain, comment});
}

void FilmWriter::writeTracks()
{
    const QString chapters = textFile(
        u"chapters.txt"_s,
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=400\ntitle=" + m_word + "\n");
    const QString subtitles =
        textFile(u"words.srt"_s, "1\n00:00:00,000 --> 00:00:00,400\n" + m_word + "\n");
    const QString cover =
        textFile(u"cover.jpg"_s,
                 samples::withJpegSegment(samples::encoded(samples::picture(64, 36, 9), "jpeg"),
                                          0xFE, m_word));
    for (const QString& ending : {u"mp4"_s, u"mkv"_s}) {
        remux(u"chapter of "_s + ending, ending,
              {u"-map_metadata"_s, u"1"_s, u"-map_chapters"_s, u"1"_s}, {u"-i"_s, chapters});
        remux(u"subtitles of "_s + ending, ending,
              {u"-map"_s, u"0"_s, u"-map"_s, u"1"_s, u"-c:s"_s,
               ending == u"mp4"_s ? u"mov_text"_s : u"srt"_s},
              {u"-i"_s, subtitles});
    }
    remux(u"cover of mp4"_s, u"mp4"_s,
          {u"-map"_s, u"0"_s, u"-map"_s, u"1"_s, u"-c:v:1"_s, u"copy"_s, u"-disposition:v:1"_s,
           u"attached_pic"_s},
          {u"-i"_s, cover});
    remux(u"attachment of mkv"_s, u"mkv"_s,
          {u"-attach"_s, subtitles, u"-metadata:s:t"_s, u"mimetype=text/plain"_s});
    remux(u"SEI of H.264"_s, u"mp4"_s,
          {u"-bsf:v"_s,
           u"h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+"_s + m_text});
    remux(u"SEI of H.264 in Matroska"_s, u"mkv"_s,
          {u"-bsf:v"_s,
           u"h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+"_s + m_text});
    for (const QString& path : {chapters, subtitles, cover}) {
        QFile::remove(path);
    }
}

void FilmWriter::writeBoxes()
{
    const QByteArray xmpId = QByteArray::fromHex("be7acfcb97a942e89c71999491e3afac");
    const QByteArray credentialsId = QByteArray::fromHex("d8fec3d61b0e483c92975828877ec481");
    const auto inIndex = [](QByteArray& bytes, const QByteArray& extra) {
        const qsizetype index = bytes.indexOf("moov") - 4;
        bytes.replace(index, 4, big32(quint32(bytes.size() - index + extra.size())));
        bytes += extra;
    };
    patch(u"MP4 XMP in uuid"_s, [&](QByteArray& b) { b += box("uuid", xmpId + m_word); });
    patch(u"MP4 content credentials"_s,
          [&](QByteArray& b) { b += box("uuid", credentialsId + QByteArray(4, '\0') + m_word); });
    patch(u"MP4 free"_s, [&](QByteArray& b) { b += box("free", m_word); });
    patch(u"MP4 skip"_s, [&](QByteArray& b) { b += box("skip", m_word); });
    patch(u"MP4 meta"_s, [&](QByteArray& b) { b += box("meta", QByteArray(4, '\0') + m_word); });
    patch(u"MP4 behind the end"_s, [&](QByteArray& b) { b += m_word; });
    patch(u"MP4 uuid in moov"_s, [&](QByteArray& b) { inIndex(b, box("uuid", xmpId + m_word)); });
    patch(u"MP4 free in moov"_s, [&](QByteArray& b) { inIndex(b, box("free", m_word)); });
    patch(u"MP4 udta in moov"_s,
          [&](QByteArray& b) { inIndex(b, box("udta", box("\251prm", m_word))); });
    patch(u"MP4 between the samples"_s, [&](QByteArray& b) {
        const qsizetype index = b.indexOf("moov") - 4;
        const qsizetype samples = b.indexOf("mdat") - 4;
        b.insert(index, m_word);
        b.replace(samples, 4, big32(quint32(index - samples + m_word.size())));
    });
    patch(u"MP4 encoder's name"_s, [&](QByteArray& b) {
        const qsizetype entry = b.lastIndexOf("avc1");
        b.replace(entry + 4 + 42, m_word.size() + 1, char(m_word.size()) + m_word);
    });
}

} // namespace

QList<Place> writeFilms(const QString& folder, const QByteArray& word)
{
    return FilmWriter(folder, word).write();
}

} // namespace raskadr::canaries
