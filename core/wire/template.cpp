#include "core/wire/template.h"

#include <cassert>

namespace raskadr::wire {

void TemplateValues::set(std::string_view name, std::string text)
{
    m_texts.insert_or_assign(std::string(name), std::move(text));
}

void TemplateValues::setFlag(std::string_view name, bool on)
{
    set(name, std::string(on ? "1" : ""));
}

TemplateValues& TemplateValues::add(std::string_view list)
{
    return m_lists[std::string(list)].emplace_back();
}

void TemplateValues::reserve(std::string_view list)
{
    m_lists[std::string(list)];
}

const std::string* TemplateValues::text(std::string_view name) const
{
    const auto found = m_texts.find(name);
    return found == m_texts.end() ? nullptr : &found->second;
}

const std::deque<TemplateValues>* TemplateValues::list(std::string_view name) const
{
    const auto found = m_lists.find(name);
    return found == m_lists.end() ? nullptr : &found->second;
}

struct Template::Node
{
    enum class Kind { Text, Escaped, Raw, Section, Inverted };
    Kind kind = Kind::Text;
    std::string text; // of Text what stands there, else the name
    std::vector<Node> children;
};

struct Template::Scope
{
    const TemplateValues* values = nullptr;
    const Scope* around = nullptr;

    const std::string* text(std::string_view name) const
    {
        for (const Scope* scope = this; scope; scope = scope->around) {
            if (const std::string* found = scope->values->text(name)) {
                return found;
            }
        }
        return nullptr;
    }
    const std::deque<TemplateValues>* list(std::string_view name) const
    {
        for (const Scope* scope = this; scope; scope = scope->around) {
            if (const auto* found = scope->values->list(name)) {
                return found;
            }
        }
        return nullptr;
    }
};

class Template::Parser
{
public:
    Parser(std::string_view source, const Parts& parts)
        : m_rest(source)
        , m_parts(parts)
    {
    }

    // Reads up to the end of the section that is open, or of the source.
    void readInto(std::vector<Node>& nodes)
    {
        while (!m_rest.empty()) {
            const std::size_t open = m_rest.find("{{");
            addText(nodes, m_rest.substr(0, open));
            if (open == std::string_view::npos) {
                return;
            }
            m_rest.remove_prefix(open + 2);
            if (m_rest.starts_with('{')) {
                nodes.push_back({Node::Kind::Raw, std::string(take(1, "}}}")), {}});
                continue;
            }
            switch (m_rest.front()) {
            case '#':
                addSection(nodes, Node::Kind::Section);
                break;
            case '^':
                addSection(nodes, Node::Kind::Inverted);
                break;
            case '/':
                take(1, "}}");
                return;
            case '>':
                Parser(m_parts(take(1, "}}")), m_parts).readInto(nodes);
                break;
            default:
                nodes.push_back({Node::Kind::Escaped, std::string(take(0, "}}")), {}});
            }
        }
    }

private:
    std::string_view take(std::size_t skipped, std::string_view close)
    {
        const std::size_t end = m_rest.find(close);
        assert(end != std::string_view::npos);
        const std::string_view name = m_rest.substr(skipped, end - skipped);
        m_rest.remove_prefix(end + close.size());
        return name;
    }
    void addSection(std::vector<Node>& nodes, Node::Kind kind)
    {
        Node section{kind, std::string(take(1, "}}")), {}};
        readInto(section.children);
        nodes.push_back(std::move(section));
    }
    static void addText(std::vector<Node>& nodes, std::string_view source)
    {
        std::string text;
        while (!source.empty()) {
            const std::size_t end = source.find('\n');
            text += source.substr(0, end);
            source.remove_prefix(end == std::string_view::npos ? source.size() : end);
            const std::size_t next = source.find_first_not_of("\n ");
            source.remove_prefix(next == std::string_view::npos ? source.size() : next);
        }
        if (!text.empty()) {
            nodes.push_back({Node::Kind::Text, std::move(text), {}});
        }
    }

    std::string_view m_rest;
    const Parts& m_parts;
};

Template::Template(std::string_view source, const Parts& parts)
{
    Parser(source, parts).readInto(m_nodes);
}

Template::~Template() = default;

void Template::render(const TemplateValues& values, std::string& out) const
{
    render(m_nodes, Scope{&values, nullptr}, out);
}

void Template::render(const std::vector<Node>& nodes, const Scope& scope, std::string& out)
{
    for (const Node& node : nodes) {
        switch (node.kind) {
        case Node::Kind::Text:
            out += node.text;
            break;
        case Node::Kind::Escaped:
            if (const std::string* text = scope.text(node.text)) {
                appendEscaped(out, *text);
            }
            break;
        case Node::Kind::Raw:
            if (const std::string* text = scope.text(node.text)) {
                out += *text;
            }
            break;
        case Node::Kind::Section:
        case Node::Kind::Inverted:
            renderSection(node, scope, out);
            break;
        }
    }
}

void Template::renderSection(const Node& node, const Scope& scope, std::string& out)
{
    const auto* list = scope.list(node.text);
    const std::string* text = list ? nullptr : scope.text(node.text);
    const bool isEmpty = list ? list->empty() : !text || text->empty();
    if (node.kind == Node::Kind::Inverted) {
        if (isEmpty) {
            render(node.children, scope, out);
        }
        return;
    }
    if (list) {
        for (const TemplateValues& entry : *list) {
            render(node.children, Scope{&entry, &scope}, out);
        }
    } else if (!isEmpty) {
        render(node.children, scope, out);
    }
}

void appendEscaped(std::string& out, std::string_view text)
{
    for (const char character : text) {
        switch (character) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += character;
        }
    }
}

} // namespace raskadr::wire
