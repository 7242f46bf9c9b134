#pragma once

// What readers of texts found so far; internal to this folder.

#include "core/media/provenance/fileprovenance.h"

namespace raskadr {

// Keeps for each field the value with the highest confidence, of equals the first.
class FactCollector
{
public:
    using Field = std::optional<ProvenanceField> Provenance::*;

    void offer(Field field, const QString& value, double confidence)
    {
        const QString text = value.trimmed();
        std::optional<ProvenanceField>& known = m_found.fields.*field;
        confidence *= m_trust;
        if (!text.isEmpty() && (!known || known->confidence < confidence)) {
            known = ProvenanceField{text, FactSource::File, confidence};
        }
    }
    void offer(FileFact fact, const QString& value)
    {
        const QString text = value.simplified().left(maxFact);
        if (!text.isEmpty() && !m_found.facts.contains(fact)) {
            m_found.facts.insert(fact, text);
        }
    }
    // How far what comes next is believed; 1 at first.
    void setTrust(double trust) { m_trust = trust; }
    const FileProvenance& found() const { return m_found; }

private:
    static constexpr int maxFact = 500;

    FileProvenance m_found;
    double m_trust = 1;
};

} // namespace raskadr
