/// Where results go: standard output, or a file that appears whole or not at all.
#pragma once
#include <string>
#include <string_view>

namespace tcplab {

/// Gathers text and writes it to a file descriptor, which stays open. After an error it writes no more.
class Output {
public:
    explicit Output(int descriptor) : m_descriptor(descriptor) {}

    /// False if this or something before it could not be written.
    bool write(std::string_view text);
    bool flush();
    /// The errno of the first failure; 0: none.
    int error() const { return m_error; }

private:
    int m_descriptor;
    int m_error = 0;
    std::string m_buffer;
};

/// A result file: written beside its place under another name, and put there by commit(). What is not
/// committed leaves nothing behind. Devices and pipes are written to as they are.
class ResultFile {
public:
    ResultFile() = default;
    ~ResultFile();
    ResultFile(const ResultFile&) = delete;
    ResultFile& operator=(const ResultFile&) = delete;

    /// 0, or the errno that says why not.
    int open(const std::string& path);
    int descriptor() const { return m_descriptor; }
    /// 0, or the errno that says why it could not be put into its place.
    int commit();

private:
    void discard();

    std::string m_path;
    std::string m_temporary; ///< "": written to as it is
    int m_descriptor = -1;
};

} // namespace tcplab
