#include "app/cli/columns.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/words.h"

#include <array>
#include <cerrno>
#include <cstring>

namespace tcplab {

std::string Setting::say(const Sentence& sentence, const Facts& facts) const
{
    return plain(fill(sentence, language, facts));
}

std::string Setting::plain(std::string_view text) const
{
    const std::string clean = printable(text, true);
    return ascii ? asciiText(clean) : clean;
}

void Setting::complain(std::string_view text) const
{
    Output out(here.error);
    out.write("tcplab-cli: " + (ascii ? asciiText(printable(text)) : printable(text)) + "\n");
    out.flush(); // if even this cannot be written, nobody can be told
}

int finishStandardOutput(Output& output, const Setting& setting)
{
    if (output.flush())
        return exitDone;
    if (output.error() == EPIPE)
        return exitFailed;
    Facts facts;
    facts.set("what", setting.say(words::standardOutput));
    facts.set("why", systemReason(output.error(), setting.language));
    setting.complain(setting.say(words::cannotWrite, facts));
    return exitFailed;
}

std::string systemReason(int error, Language language)
{
    struct Reason {
        int error = 0;
        Sentence words{};
    };
    static constexpr std::array reasons{
        Reason{ENOENT, {"there is no such file or folder", "没有这个文件或文件夹"}},
        Reason{ENOTDIR, {"a part of the path is no folder", "路径中有一段不是文件夹"}},
        Reason{EISDIR, {"it is a folder", "这是一个文件夹"}},
        Reason{EACCES, {"permission denied", "权限不足"}},
        Reason{EPERM, {"not permitted", "操作不允许"}},
        Reason{EROFS, {"the file system is read-only", "文件系统只读"}},
        Reason{ENOSPC, {"no space left on the device", "设备上没有剩余空间"}},
        Reason{EDQUOT, {"the disk quota is used up", "磁盘配额已用尽"}},
        Reason{EFBIG, {"the file would be too large", "文件过大"}},
        Reason{EIO, {"input/output error", "输入/输出错误"}},
        Reason{EPIPE, {"its reader has gone away", "读取方已经离开"}},
        Reason{EBADF, {"it is closed", "它已关闭"}},
        Reason{ENAMETOOLONG, {"the name is too long", "名称过长"}},
        Reason{ELOOP, {"too many symbolic links", "符号链接层数过多"}},
        Reason{ETXTBSY, {"it is a program that is running", "它是一个正在运行的程序"}},
    };
    for (const Reason& reason : reasons)
        if (reason.error == error)
            return textOf(reason.words, language);
    return std::strerror(error);
}

} // namespace tcplab
