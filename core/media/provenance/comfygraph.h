#pragma once

// The graph of nodes that ComfyUI ran; internal to this folder.

#include "core/media/provenance/factcollector.h"
#include "core/media/provenance/jsontext.h"

#include <map>
#include <string>
#include <vector>

namespace raskadr {

// More of a graph is not looked at.
inline constexpr size_t maxComfyNodes = 20'000;

// Whether this is a graph as it is sent to ComfyUI: nodes by id with their class and inputs.
bool isComfyPrompt(const Json& json);
// Whether this is a graph as ComfyUI's window keeps it, with the places of nodes and links.
bool isComfyWorkflow(const Json& json);
// The second form as the first, as far as the order of the fields of the usual nodes is known.
Json promptOfWorkflow(const Json& workflow);

// Follows the graph from what writes the file to the sampler and from there to texts, seed and
// model. Nothing of it is run. Cycles and size do not matter: every search is bounded. `graph`
// outlives it.
class ComfyGraph
{
public:
    ComfyGraph(const Json& graph, bool isFilm);

    void read(FactCollector& facts) const;

private:
    struct Node
    {
        QString type;
        const Json* inputs = nullptr;
    };
    enum class Role { Positive, Negative };

    const Node* find(const Json& link) const;
    std::vector<const Node*> upstream(const Node& node) const;
    std::vector<const Node*> nearestFirst(const Node& from) const;
    std::vector<const Node*> outputs() const;
    static bool isSampler(const Node& node);

    void readSampler(const Node& sampler, double confidence, FactCollector& facts) const;
    bool readServiceNode(const Node& output, double confidence, FactCollector& facts) const;
    void readLooseTexts(FactCollector& facts) const;
    void readModel(const Node& from, double confidence, FactCollector& facts) const;
    QString text(const Node& node, Role role, int depth, int& steps) const;
    QString textOfLink(const Json& link, Role role) const;
    QString seed(const Json& value, int depth = 0) const;
    // A number or a word of the node, or of what its link leads to.
    QString scalar(const Node& node, const char* name, int depth = 0) const;
    const Node* linked(const Node& node, const char* name) const;

    std::map<std::string, Node> m_nodes;
    std::vector<const Node*> m_order;
    bool m_isFilm;
};

} // namespace raskadr
