#include "app/chart/table_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tcplab {
namespace {

constexpr std::array fixedColumns{"metric",      "unit", "runs", "count", "mean",   "mean_low",
                                  "mean_high",   "min",  "q05",  "q25",   "median", "median_low",
                                  "median_high", "q75",  "q95",  "max"};
constexpr const char* expectedHeader = "…,metric,unit,runs,count,mean,… (tcplab-cli sweep -o FILE)";

/// The records of a CSV after RFC 4180, one by one.
class Records {
public:
    explicit Records(std::string_view text) : m_text(text) {}

    bool atEnd() const { return m_at >= m_text.size(); }
    int line() const { return m_line; }
    /// The fields of the next one; nothing if a quoted field does not end.
    std::optional<std::vector<std::string>> next()
    {
        std::vector<std::string> fields(1);
        bool quoted = false;
        while (!atEnd()) {
            const char c = m_text[m_at++];
            m_line += c == '\n' ? 1 : 0;
            if (quoted) {
                if (c != '"')
                    fields.back() += c;
                else if (!atEnd() && m_text[m_at] == '"')
                    fields.back() += m_text[m_at++];
                else
                    quoted = false;
            } else if (c == '"' && fields.back().empty()) {
                quoted = true;
            } else if (c == ',') {
                fields.emplace_back();
            } else if (c == '\n') {
                return fields;
            } else if (c != '\r') {
                fields.back() += c;
            }
        }
        return quoted ? std::nullopt : std::optional(fields);
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    int m_line = 1;
};

bool readInto(const std::string& text, std::optional<double>& value)
{
    if (text.empty())
        return true;
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number))
        return false;
    value = number;
    return true;
}

bool readInto(const std::string& text, std::uint64_t& value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

/// The field that is wrong, if one is.
const std::string* readRow(const std::vector<std::string>& fields, std::size_t keys, TableRow& row)
{
    row.values.assign(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(keys));
    const std::string* field = fields.data() + keys;
    row.metric = field[0];
    row.unit = field[1];
    if (row.metric.empty())
        return &field[0];
    for (std::size_t i = 2; i < 4; ++i)
        if (!readInto(field[i], i == 2 ? row.runs : row.count))
            return &field[i];
    const std::array numbers{&row.mean,   &row.meanLow,   &row.meanHigh,   &row.least, &row.q05, &row.q25,
                             &row.median, &row.medianLow, &row.medianHigh, &row.q75,   &row.q95, &row.most};
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (!readInto(field[4 + i], *numbers[i]))
            return &field[4 + i];
    return nullptr;
}

} // namespace

Input<StatisticsTable> readStatistics(std::string_view csv, const std::string& file)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF"; // a spreadsheet may have put it there
    if (csv.starts_with(mark))
        csv.remove_prefix(mark.size());
    const auto wrong = [&](int line, std::string subject, std::string expected) {
        return tl::unexpected(InputError{.file = file,
                                         .line = line,
                                         .problem = Problem::WrongType,
                                         .subject = std::move(subject),
                                         .expected = std::move(expected)});
    };
    Records records(csv);
    const auto header = records.next();
    const std::string firstLine(csv.substr(0, std::min(csv.find('\n'), std::size_t{60})));
    if (!header || header->size() < fixedColumns.size() ||
        !std::equal(fixedColumns.rbegin(), fixedColumns.rend(), header->rbegin()))
        return wrong(1, firstLine, expectedHeader);
    StatisticsTable table;
    const std::size_t keys = header->size() - fixedColumns.size();
    table.keys.assign(header->begin(), header->begin() + static_cast<std::ptrdiff_t>(keys));
    while (!records.atEnd()) {
        const int line = records.line();
        const auto fields = records.next();
        if (!fields || fields->size() != header->size())
            return wrong(line, fields ? std::to_string(fields->size()) : "\"",
                         std::to_string(header->size()) + " × CSV");
        TableRow& row = table.rows.emplace_back();
        if (const std::string* field = readRow(*fields, keys, row))
            return wrong(line, *field, "number");
    }
    if (table.rows.empty())
        return wrong(1, firstLine, expectedHeader);
    return table;
}

} // namespace tcplab
