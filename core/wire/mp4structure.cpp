#include "core/wire/mp4boxes.h"
#include "core/wire/mp4samples.h"

#include <set>

namespace raskadr::wire {

namespace {

using Kind = StructureProblem::Kind;

// Which boxes may stand in which, and whether they have to. What is not here is not allowed.
struct BoxRule
{
    std::string_view parent;
    std::string_view name;
    bool needed = false;
    bool enter = false; // its contents are boxes
};

constexpr BoxRule rules[] = {
    {"moov", "mvhd", true},
    {"moov", "trak", true, true},
    {"trak", "tkhd", true},
    {"trak", "edts", false, true},
    {"trak", "mdia", true, true},
    {"edts", "elst", true},
    {"mdia", "mdhd", true},
    {"mdia", "hdlr", true},
    {"mdia", "minf", true, true},
    {"minf", "vmhd"},
    {"minf", "smhd"},
    {"minf", "dinf", true, true},
    {"minf", "stbl", true, true},
    {"dinf", "dref", true},
    {"stbl", "stsd", true},
    {"stbl", "stts", true},
    {"stbl", "ctts"},
    {"stbl", "stss"},
    {"stbl", "stsc", true},
    {"stbl", "stsz", true},
    {"stbl", "stco"},
    {"stbl", "co64"},
    {"stbl", "sgpd"},
    {"stbl", "sbgp"},
};

class Mp4Check
{
public:
    explicit Mp4Check(const ByteReader& file)
        : m_file(file)
        , m_reader(file)
    {
    }

    std::optional<StructureProblem> run()
    {
        walkFile();
        return m_findings.result(m_reader);
    }

private:
    bool walkFile();
    bool walk(const Box& parent, const std::string& path);
    bool takeLeaf(const Box& box, const std::string& path);
    bool noteTable(const Box& box);
    bool finishTrack(const Box& trak);

    const ByteReader& m_file;
    StructureReader m_reader;
    Findings m_findings{"MP4"};
    std::vector<TrackTables> m_tracks;
    std::string m_handler; // of the track that is read: vide or soun
};

bool Mp4Check::walkFile()
{
    // The index in front of the film, and nothing else.
    std::uint64_t offset = 0;
    const std::uint64_t end = m_reader.size();
    Box found[3];
    constexpr std::string_view order[] = {"ftyp", "moov", "mdat"};
    for (int i = 0; i < 3; ++i) {
        const auto box = boxAt(m_reader, offset, end);
        if (!box) {
            return i == 0 ? m_findings.fail(Kind::UnknownType, "no box", 0)
                          : m_findings.damaged("cut off", offset);
        }
        if (box->name != order[i]) {
            return i == 0 ? m_findings.fail(Kind::UnknownType, "no ftyp", 0)
                          : m_findings.notAllowed(printable(box->name), offset);
        }
        found[i] = *box;
        offset = box->end;
    }
    if (offset != end) {
        return m_findings.fail(Kind::TrailingData, "behind mdat", offset);
    }
    if (!isPlainBrands(m_reader, found[0])) {
        return m_findings.notAllowed("ftyp", found[0].begin);
    }
    if (!walk(found[1], "moov")) {
        return false;
    }
    int films = 0;
    for (const TrackTables& track : m_tracks) {
        films += track.video;
    }
    if (films != 1) {
        return m_findings.damaged("not one film", found[1].begin);
    }
    return checkSamples(m_file, m_tracks, {found[2].contents, found[2].end}, m_findings);
}

bool Mp4Check::walk(const Box& parent, const std::string& path)
{
    std::set<std::string> seen;
    for (std::uint64_t offset = parent.contents; offset < parent.end;) {
        const auto box = boxAt(m_reader, offset, parent.end);
        if (!box || box->wide) {
            return m_findings.damaged("box in " + path, offset);
        }
        const BoxRule* rule = nullptr;
        for (const BoxRule& candidate : rules) {
            if (candidate.parent == parent.name && candidate.name == box->name) {
                rule = &candidate;
            }
        }
        const std::string place = path + "/" + printable(box->name);
        const bool another = box->name == "trak" && m_tracks.size() < 2;
        if (!rule || (!seen.insert(box->name).second && !another)) {
            return m_findings.notAllowed(place, offset);
        }
        if (box->name == "trak") {
            m_tracks.emplace_back();
            m_handler.clear();
        }
        if (!(rule->enter ? walk(*box, place) : takeLeaf(*box, place))) {
            return false;
        }
        if (box->name == "trak" && !finishTrack(*box)) {
            return false;
        }
        offset = box->end;
    }
    for (const BoxRule& rule : rules) {
        if (rule.parent == parent.name && rule.needed && !seen.contains(std::string(rule.name))) {
            return m_findings.damaged("no " + std::string(rule.name) + " in " + path, parent.begin);
        }
    }
    return true;
}

bool Mp4Check::takeLeaf(const Box& box, const std::string& path)
{
    bool right = false;
    if (box.name == "hdlr") {
        m_handler = handlerOf(m_reader, box).value_or(std::string());
        right = !m_handler.empty();
        m_tracks.back().video = m_handler == "vide";
    } else if (box.name == "vmhd" || box.name == "smhd") {
        right =
            isPlainMediaHead(m_reader, box) && m_handler == (box.name == "vmhd" ? "vide" : "soun");
    } else if (box.name == "stsd") {
        right = !m_handler.empty()
            && (m_handler == "vide" ? isPlainPictureEntry(m_reader, box, m_findings)
                                    : isPlainSoundEntry(m_reader, box, m_findings));
    } else {
        right = noteTable(box) || isPlainLeaf(m_reader, box);
    }
    return right || m_findings.notAllowed("contents of " + path, box.begin);
}

bool Mp4Check::noteTable(const Box& box)
{
    if (m_tracks.empty()) {
        return false;
    }
    TrackTables& track = m_tracks.back();
    const ByteRange range{box.contents, box.end};
    if (box.name == "stts") {
        track.times = range;
    } else if (box.name == "ctts") {
        track.offsets = range;
    } else if (box.name == "stss") {
        track.syncSamples = range;
    } else if (box.name == "stsc") {
        track.chunkRuns = range;
    } else if (box.name == "stsz") {
        track.sizes = range;
    } else if ((box.name == "stco" || box.name == "co64") && track.chunks.size() == 0) {
        track.chunks = range;
        track.wideChunks = box.name == "co64";
    } else {
        return false;
    }
    return true;
}

bool Mp4Check::finishTrack(const Box& trak)
{
    TrackTables& track = m_tracks.back();
    if (track.chunks.size() == 0) {
        return m_findings.damaged("no chunks", trak.begin);
    }
    return checkTables(m_reader, track, m_findings);
}

} // namespace

std::optional<StructureProblem> checkMp4(const ByteReader& file)
{
    return Mp4Check(file).run();
}

} // namespace raskadr::wire
