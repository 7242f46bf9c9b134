#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace raskadr::wire {

// What a template is filled with: texts, switches, and lists of further values. A name that a
// list's entry doesn't know is looked up in the values around it.
class TemplateValues
{
public:
    void set(std::string_view name, std::string text);
    void setFlag(std::string_view name, bool on);
    // A new entry at the end of the list; valid as long as these values are.
    TemplateValues& add(std::string_view list);
    void reserve(std::string_view list);

    const std::string* text(std::string_view name) const;
    const std::deque<TemplateValues>* list(std::string_view name) const;

private:
    std::map<std::string, std::string, std::less<>> m_texts;
    std::map<std::string, std::deque<TemplateValues>, std::less<>> m_lists;
};

// An HTML template: {{name}} is escaped for text and quoted attributes, {{{name}}} goes in as it
// is,
// {{#name}}…{{/name}} stands for every entry of a list, or if a text isn't empty,
// {{^name}}…{{/name}} if it is, {{>part}} for another template. Line ends and the indents after
// them are left out. Parsed once; rendering is const and needs no lock.
class Template
{
public:
    using Parts = std::function<std::string_view(std::string_view name)>;

    explicit Template(std::string_view source, const Parts& parts = {});
    ~Template();
    Template(const Template&) = delete;
    Template& operator=(const Template&) = delete;

    void render(const TemplateValues& values, std::string& out) const;

private:
    struct Node;
    struct Scope;
    class Parser;

    static void render(const std::vector<Node>& nodes, const Scope& scope, std::string& out);
    static void renderSection(const Node& node, const Scope& scope, std::string& out);

    std::vector<Node> m_nodes;
};

// Appends text so that it is only text between tags and within quoted attributes of HTML.
void appendEscaped(std::string& out, std::string_view text);

} // namespace raskadr::wire
