#include "app/wording/sentence.h"

#include <algorithm>
#include <array>

namespace tcplab {
namespace {

struct Lesson {
    std::string_view name;
    Sentence title{};
};

/// In the order in which they are taught.
constexpr std::array lessons{
    Lesson{"opening", {"Opening", "建立连接"}},
    Lesson{"closing", {"Closing", "关闭连接"}},
    Lesson{"time-wait", {"TIME-WAIT", "TIME-WAIT"}},
    Lesson{"reset", {"Reset", "复位"}},
    Lesson{"data", {"Data", "数据传输"}},
    Lesson{"rules", {"Take a rule out", "去掉一条规则"}},
    Lesson{"figures", {"Figures of RFC 9293", "RFC 9293 的图"}},
};

} // namespace

std::string lessonTitle(std::string_view lesson, Language language)
{
    const auto found = std::ranges::find(lessons, lesson, &Lesson::name);
    return found == lessons.end() ? std::string(lesson) : textOf(found->title, language);
}

std::size_t lessonPlace(std::string_view lesson)
{
    return static_cast<std::size_t>(std::ranges::find(lessons, lesson, &Lesson::name) - lessons.begin());
}

} // namespace tcplab
