<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Branches</name>
    <message>
        <source>%1 lost at %2</source>
        <extracomment>%1 is a segment, as &quot;SYN, ACK&quot;; %2 a time</extracomment>
        <translation>%1 在 %2 丢失</translation>
    </message>
    <message>
        <source>%1 delayed by %2 at %3</source>
        <translation>%1 在 %3 被推迟 %2</translation>
    </message>
    <message>
        <source>%1 duplicated at %2</source>
        <translation>%1 在 %2 被复制</translation>
    </message>
    <message>
        <source>%1 damaged at %2</source>
        <translation>%1 在 %2 损坏</translation>
    </message>
    <message>
        <source>client calls %1 at %2</source>
        <translation>客户端在 %2 调用 %1</translation>
    </message>
    <message>
        <source>server calls %1 at %2</source>
        <translation>服务器在 %2 调用 %1</translation>
    </message>
    <message>
        <source>client crashes at %1</source>
        <translation>客户端在 %1 崩溃</translation>
    </message>
    <message>
        <source>server crashes at %1</source>
        <translation>服务器在 %1 崩溃</translation>
    </message>
    <message>
        <source>client boots at %1</source>
        <translation>客户端在 %1 重新启动</translation>
    </message>
    <message>
        <source>server boots at %1</source>
        <translation>服务器在 %1 重新启动</translation>
    </message>
    <message>
        <source>%1 made by hand at %2</source>
        <translation>在 %2 手动造出 %1</translation>
    </message>
    <message>
        <source>ICMP message at %1</source>
        <translation>%1 的 ICMP 报文</translation>
    </message>
    <message>
        <source>%1: in vain</source>
        <extracomment>%1 was asked for, as &quot;SYN, ACK lost at 75 ms&quot;, and the segment was not under way</extracomment>
        <translation>%1：未起作用</translation>
    </message>
</context>
<context>
    <name>InterventionCommand</name>
    <message>
        <source>Drop %1</source>
        <translation>丢弃 %1</translation>
    </message>
    <message>
        <source>Delay %1 by %2</source>
        <translation>把 %1 延迟 %2</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>Corrupt %1</source>
        <translation>损坏 %1</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>调用 %1</translation>
    </message>
    <message>
        <source>Crash the client</source>
        <translation>让客户端崩溃</translation>
    </message>
    <message>
        <source>Crash the server</source>
        <translation>让服务器崩溃</translation>
    </message>
    <message>
        <source>Boot the client</source>
        <translation>启动客户端</translation>
    </message>
    <message>
        <source>Boot the server</source>
        <translation>启动服务器</translation>
    </message>
    <message>
        <source>Send %1</source>
        <translation>发送 %1</translation>
    </message>
    <message>
        <source>ICMP %1</source>
        <translation>ICMP %1</translation>
    </message>
</context>
<context>
    <name>StartWords</name>
    <message>
        <source>%1 lost</source>
        <extracomment>%1 are numbers of segments, as &quot;c1, s3&quot;</extracomment>
        <translation>%1 丢失</translation>
    </message>
    <message>
        <source>%1 not lost</source>
        <extracomment>%1 are numbers of segments that the scenario has lost, as &quot;c1, s3&quot;</extracomment>
        <translation>%1 不再丢失</translation>
    </message>
    <message>
        <source>another program on the client</source>
        <translation>客户端换了程序</translation>
    </message>
    <message>
        <source>another program on the server</source>
        <translation>服务器换了程序</translation>
    </message>
    <message>
        <source>other faults</source>
        <translation>故障规则不同</translation>
    </message>
    <message>
        <source>%1: default</source>
        <extracomment>%1 is the name of a setting</extracomment>
        <translation>%1 取默认值</translation>
    </message>
    <message>
        <source>another text</source>
        <translation>文字不同</translation>
    </message>
</context>
<context>
    <name>tcplab::Announcer</name>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is the letter of one of two runs, A or B; %2 what happens in it</extracomment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>tcplab::AxisRow</name>
    <message>
        <source>Knob</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>Do not vary this knob</source>
        <translation>不再改变这个参数</translation>
    </message>
    <message>
        <source>values</source>
        <translation>取值</translation>
    </message>
</context>
<context>
    <name>tcplab::Branches</name>
    <message>
        <source>as the scenario has it</source>
        <translation>按场景原样</translation>
    </message>
    <message>
        <source>as the scenario has it (%1)</source>
        <translation>按场景原样（%1）</translation>
    </message>
</context>
<context>
    <name>tcplab::BreakpointTrail</name>
    <message>
        <source>not in this run</source>
        <translation>这次运行中没有</translation>
    </message>
    <message>
        <source>at step %1</source>
        <extracomment>%1 is one number or several: &quot;22&quot;, &quot;22, 31, 40 …&quot;</extracomment>
        <translation>第 %1 步</translation>
    </message>
</context>
<context>
    <name>tcplab::Breakpoints</name>
    <message>
        <source>Stop at %1</source>
        <extracomment>%1 is a condition, as &quot;ESTABLISHED → CLOSE-WAIT&quot;</extracomment>
        <translation>在 %1 处停下</translation>
    </message>
    <message>
        <source>Stop no more at %1</source>
        <translation>不再在 %1 处停下</translation>
    </message>
    <message>
        <source>Remove all breakpoints</source>
        <translation>移除所有断点</translation>
    </message>
</context>
<context>
    <name>tcplab::CallButtons</name>
    <message>
        <source>Make the call: %1</source>
        <translation>执行调用：%1</translation>
    </message>
    <message>
        <source>%1 is not possible now</source>
        <translation>现在不能调用 %1</translation>
    </message>
    <message>
        <source>More that can be done to this host</source>
        <translation>对这台主机的更多操作</translation>
    </message>
    <message>
        <source>Another call…</source>
        <translation>其他调用…</translation>
    </message>
    <message>
        <source>Crash this host (all its connections vanish)</source>
        <translation>让这台主机崩溃（它的所有连接随之消失）</translation>
    </message>
    <message>
        <source>Boot this host</source>
        <translation>启动这台主机</translation>
    </message>
</context>
<context>
    <name>tcplab::ChartFile</name>
    <message>
        <source>The name must end in .svg, .png or .csv.</source>
        <translation>文件名须以 .svg、.png 或 .csv 结尾。</translation>
    </message>
</context>
<context>
    <name>tcplab::ChartView</name>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
</context>
<context>
    <name>tcplab::ComparePane</name>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1 is the letter of a run, A or B; %2 what it is called</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>The other run</source>
        <translation>另一次运行</translation>
    </message>
    <message>
        <source>First difference</source>
        <translation>第一处不同</translation>
    </message>
    <message>
        <source>Go to where the runs part (F8)</source>
        <translation>转到两次运行开始不同之处（F8）</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>与……比较</translation>
    </message>
    <message>
        <source>Choose what the run that is open is compared with</source>
        <translation>选择与当前运行比较的对象</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>互换</translation>
    </message>
    <message>
        <source>Open the other run, and compare it with this one</source>
        <translation>打开另一次运行，并与这一次比较</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Back to one run (Ctrl+D)</source>
        <translation>回到一次运行（Ctrl+D）</translation>
    </message>
    <message>
        <source>O shows %1</source>
        <extracomment>In a comparison&apos;s heading, in a lecture; O is a key, %1 the letter of the other run</extracomment>
        <translation>O 键：显示 %1</translation>
    </message>
    <message>
        <source>ended at %1</source>
        <extracomment>In a comparison&apos;s heading, behind the end of the run; %1 is a time</extracomment>
        <translation>已于 %1 结束</translation>
    </message>
    <message>
        <source>No room for A: make room</source>
        <translation>A 放不下：腾出位置</translation>
    </message>
    <message>
        <source>Close what stands beside the timelines, so that both runs are seen</source>
        <translation>关闭时间线旁边的面板，让两次运行都能看到</translation>
    </message>
</context>
<context>
    <name>tcplab::CompareRuns</name>
    <message>
        <source>The same scenario, otherwise</source>
        <translation>同一场景，换个设置</translation>
    </message>
    <message>
        <source>Another profile on both hosts</source>
        <translation>两台主机换用另一种配置</translation>
    </message>
    <message>
        <source>Another congestion control on both hosts</source>
        <translation>两台主机换用另一种拥塞控制</translation>
    </message>
    <message>
        <source>Another scenario</source>
        <translation>另一个场景</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>文件……</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>Compare with a scenario</source>
        <translation>与一个场景比较</translation>
    </message>
    <message>
        <source>Scenarios (*.toml *.pkt);;All files (*)</source>
        <translation>场景 (*.toml *.pkt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>This run cannot be compared with.</source>
        <translation>无法与它比较。</translation>
    </message>
    <message>
        <source>Open the run “%1”</source>
        <extracomment>%1 is the name of a run</extracomment>
        <translation>打开运行“%1”</translation>
    </message>
    <message>
        <source>Runs made before</source>
        <translation>之前的运行</translation>
    </message>
    <message>
        <source>Nothing has been done to this run yet. Compare it with:</source>
        <translation>这次运行还没有任何改动。与以下之一比较：</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is the title of a scenario, %2 what was done in a run of it</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The same with %1</source>
        <extracomment>%1 is a setting, as &quot;profile = linux&quot;</extracomment>
        <translation>同一场景，%1</translation>
    </message>
</context>
<context>
    <name>tcplab::DiagramArrangement</name>
    <message>
        <source>State diagram</source>
        <translation>状态图</translation>
    </message>
</context>
<context>
    <name>tcplab::DiagramMenu</name>
    <message>
        <source>Go there in this run (step %1)</source>
        <translation>在当前运行中转到那里（第 %1 步）</translation>
    </message>
    <message>
        <source>No scenario of the library goes there</source>
        <translation>场景库中没有场景到达那里</translation>
    </message>
    <message>
        <source>Scenarios that go there</source>
        <translation>到达那里的场景</translation>
    </message>
    <message>
        <source>Stop here when playing</source>
        <translation>播放到这里时停下</translation>
    </message>
</context>
<context>
    <name>tcplab::DiagramView</name>
    <message>
        <source>The current state is %1.</source>
        <translation>当前状态是 %1。</translation>
    </message>
    <message>
        <source>The current state is %1. The way: %2.</source>
        <translation>当前状态是 %1。经过：%2。</translation>
    </message>
    <message>
        <source>State diagram of the client</source>
        <translation>客户端的状态图</translation>
    </message>
    <message>
        <source>State diagram of the server</source>
        <translation>服务器的状态图</translation>
    </message>
    <message>
        <source>State diagram of both hosts</source>
        <translation>两台主机的状态图</translation>
    </message>
    <message>
        <source>The arrow just taken: %1 / %2.</source>
        <translation>刚走过的箭头：%1 / %2。</translation>
    </message>
    <message>
        <source>Arrows walked: %1 of %2.</source>
        <translation>走过的箭头：%1 / %2。</translation>
    </message>
</context>
<context>
    <name>tcplab::DropNext</name>
    <message>
        <source>%1 from the script</source>
        <extracomment>%1 is a segment, as &quot;SYN, ACK&quot;.</extracomment>
        <translation>脚本的 %1</translation>
    </message>
    <message>
        <source>%1 from the client</source>
        <translation>客户端的 %1</translation>
    </message>
    <message>
        <source>%1 from the server</source>
        <translation>服务器的 %1</translation>
    </message>
    <message>
        <source>Drop next segment</source>
        <translation>丢弃下一个报文段</translation>
    </message>
    <message>
        <source>Drop next segment: %1</source>
        <extracomment>%1 is a segment, as &quot;SYN, ACK from the server&quot;.</extracomment>
        <translation>丢弃下一个报文段：%1</translation>
    </message>
    <message>
        <source>Goes on until a segment is in flight, and drops it</source>
        <translation>前进到有报文段在途时，并将其丢弃</translation>
    </message>
    <message>
        <source>Drops what is in flight: %1</source>
        <translation>丢弃在途的报文段：%1</translation>
    </message>
    <message>
        <source>Goes on until %1 is in flight, and drops it</source>
        <translation>前进到%1在途时，并将其丢弃</translation>
    </message>
</context>
<context>
    <name>tcplab::ExperimentDialog</name>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Loss matrix</source>
        <translation>丢失矩阵</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>穷举</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>实验</translation>
    </message>
</context>
<context>
    <name>tcplab::ExplanationPanel</name>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is what one of two runs is called, %2 what happens in it</extracomment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>tcplab::ExplorePage</name>
    <message>
        <source>A segment may be overtaken by the one behind it</source>
        <translation>报文段可以被后一个超过</translation>
    </message>
    <message>
        <source>Open the run that breaks it</source>
        <translation>打开违反承诺的运行</translation>
    </message>
    <message>
        <source>Rule taken out of both hosts:</source>
        <translation>从两台主机去掉的规则：</translation>
    </message>
    <message>
        <source>Segments lost, at most:</source>
        <translation>最多丢失的报文段：</translation>
    </message>
    <message>
        <source>Arriving twice, at most:</source>
        <translation>最多重复到达：</translation>
    </message>
    <message>
        <source>Held back, at most:</source>
        <translation>最多延迟：</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>穷举</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Exploring…</source>
        <translation>正在穷举…</translation>
    </message>
    <message>
        <source>Exploring: %1 of %2 faults, %3 states</source>
        <translation>正在穷举：第 %1/%2 次故障，%3 个状态</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>探索的结果</translation>
    </message>
</context>
<context>
    <name>tcplab::FactChips</name>
    <message>
        <source>%1
A click changes it.</source>
        <translation>%1
点击可以修改。</translation>
    </message>
    <message>
        <source>%1. Enter changes it, ← and → go to another.</source>
        <translation>%1。按 Enter 修改，按 ← 和 → 转到另一项。</translation>
    </message>
</context>
<context>
    <name>tcplab::FigureDialog</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Relative sequence numbers</source>
        <translation>相对序号</translation>
    </message>
    <message>
        <source>packetdrill&apos;s notation</source>
        <translation>packetdrill 记法</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Figure for slides and papers</source>
        <translation>用于幻灯片和论文的图</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>State diagram: %1</source>
        <extracomment>%1 is &quot;Client&quot; or &quot;Server&quot;.</extracomment>
        <translation>状态图：%1</translation>
    </message>
    <message>
        <source>SVG picture</source>
        <translation>SVG 图片</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>PNG 图片</translation>
    </message>
    <message>
        <source>TikZ, for LaTeX</source>
        <translation>TikZ（用于 LaTeX）</translation>
    </message>
    <message>
        <source>The whole run</source>
        <translation>整个运行</translation>
    </message>
    <message>
        <source>What the timeline shows</source>
        <translation>时间线显示的部分</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>从……到……</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>&amp;Figure:</source>
        <translation>图(&amp;F)：</translation>
    </message>
    <message>
        <source>F&amp;ormat:</source>
        <translation>格式(&amp;O)：</translation>
    </message>
    <message>
        <source>&amp;Part:</source>
        <translation>部分(&amp;P)：</translation>
    </message>
    <message>
        <source>F&amp;rom:</source>
        <translation>从(&amp;R)：</translation>
    </message>
    <message>
        <source>&amp;To:</source>
        <translation>到(&amp;T)：</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Times are written like “0.2 s” or “200 ms”, and the first lies before the second.</source>
        <translation>时间写成“0.2 s”或“200 ms”这样，并且第一个早于第二个。</translation>
    </message>
    <message>
        <source>The text is in the clipboard.</source>
        <translation>文本已在剪贴板中。</translation>
    </message>
    <message>
        <source>The picture is in the clipboard.</source>
        <translation>图片已在剪贴板中。</translation>
    </message>
    <message>
        <source>The figure could not be saved: %1</source>
        <translation>图无法保存：%1</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>Save the figure</source>
        <translation>保存图</translation>
    </message>
</context>
<context>
    <name>tcplab::FigurePicture</name>
    <message>
        <source>The name must end in .svg, .pdf, .png, .tex, .mmd or .puml.</source>
        <translation>文件名必须以 .svg、.pdf、.png、.tex、.mmd 或 .puml 结尾。</translation>
    </message>
    <message>
        <source>The figure is too long for a PNG; choose a part of the run, or SVG or PDF.</source>
        <translation>图太长，无法存为 PNG；请选择运行的一部分，或改用 SVG 或 PDF。</translation>
    </message>
    <message>
        <source>The run ends at %1; the figure would begin after that.</source>
        <extracomment>%1 is a time: &quot;1.350 s&quot;.</extracomment>
        <translation>运行在 %1 结束；图要从那之后开始，没有内容可画。</translation>
    </message>
</context>
<context>
    <name>tcplab::GraphsPanel</name>
    <message>
        <source>Time–sequence</source>
        <translation>时间—序号</translation>
    </message>
    <message>
        <source>Congestion window</source>
        <translation>拥塞窗口</translation>
    </message>
    <message>
        <source>Round-trip time</source>
        <translation>往返时间</translation>
    </message>
    <message>
        <source>In flight and window</source>
        <translation>在途与窗口</translation>
    </message>
    <message>
        <source>%1 sends</source>
        <extracomment>Whose plot; %1: &quot;Client&quot;.</extracomment>
        <translation>%1发送</translation>
    </message>
    <message>
        <source>Which plot</source>
        <translation>哪种曲线</translation>
    </message>
    <message>
        <source>Whose plot</source>
        <translation>谁的曲线</translation>
    </message>
    <message>
        <source>Plot over time</source>
        <translation>随时间变化的曲线</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>The whole plot in sight (a double click does the same)</source>
        <translation>显示整条曲线（双击也可）</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy what the plot shows as a table</source>
        <translation>将图中内容复制为表格</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>联动</translation>
    </message>
    <message>
        <source>Zoom and move the plot and the timeline together</source>
        <translation>图与时间线一起缩放和移动</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>What the plot shows as a table</source>
        <translation>以表格显示图中内容</translation>
    </message>
    <message>
        <source>Table of the plot</source>
        <translation>图的表格</translation>
    </message>
</context>
<context>
    <name>tcplab::HeaderFields</name>
    <message>
        <source>Congestion window reduced: the answer to an ECE.</source>
        <translation>拥塞窗口已减小：对 ECE 的回答。</translation>
    </message>
    <message>
        <source>ECN echo: a packet came with CE; in a SYN: I can do ECN.</source>
        <translation>ECN 回显：收到了带 CE 的数据包；在 SYN 中表示支持 ECN。</translation>
    </message>
    <message>
        <source>The urgent pointer means something.</source>
        <translation>紧急指针有效。</translation>
    </message>
    <message>
        <source>Push: the receiver shall not wait for more before it hands the text over.</source>
        <translation>推送：接收方应立即把数据交给应用程序，不再等待。</translation>
    </message>
    <message>
        <source>Reset: the connection is ended at once.</source>
        <translation>复位：连接立即终止。</translation>
    </message>
    <message>
        <source>Synchronize: the sequence number is the initial one. Takes up one number.</source>
        <translation>同步：序号是初始序号。占用一个序号。</translation>
    </message>
    <message>
        <source>Finish: the sender has no more text to send. Takes up one number.</source>
        <translation>结束：发送方不再有数据。占用一个序号。</translation>
    </message>
    <message>
        <source>%1 (relative: %2)</source>
        <translation>%1（相对：%2）</translation>
    </message>
    <message>
        <source>End of option list</source>
        <translation>选项列表结束</translation>
    </message>
    <message>
        <source>No option follows; the rest is padding.</source>
        <translation>后面没有选项，其余是填充。</translation>
    </message>
    <message>
        <source>No-operation</source>
        <translation>空操作</translation>
    </message>
    <message>
        <source>Padding, so that what follows begins on a boundary.</source>
        <translation>填充，使后面的内容对齐。</translation>
    </message>
    <message>
        <source>Maximum segment size</source>
        <translation>最大报文段长度</translation>
    </message>
    <message>
        <source>The most text that the sender of this SYN takes in one segment.</source>
        <translation>发送这个 SYN 的一方在一个报文段中最多接收的数据。</translation>
    </message>
    <message>
        <source>Window scale</source>
        <translation>窗口扩大</translation>
    </message>
    <message>
        <source>By how many bits its later windows are to be shifted.</source>
        <translation>此后它的窗口要左移的位数。</translation>
    </message>
    <message>
        <source>SACK permitted</source>
        <translation>允许 SACK</translation>
    </message>
    <message>
        <source>Selective acknowledgments may be sent to it.</source>
        <translation>可以向它发送选择确认。</translation>
    </message>
    <message>
        <source>Selective acknowledgment</source>
        <translation>选择确认</translation>
    </message>
    <message>
        <source>Runs of octets that have arrived beyond the acknowledgment number.</source>
        <translation>确认号之后已经到达的成段字节。</translation>
    </message>
    <message>
        <source>Timestamps</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>The sender&apos;s clock, and the other&apos;s as it was last seen.</source>
        <translation>发送方的时钟，以及最近见到的对方时钟。</translation>
    </message>
    <message>
        <source>Unknown option</source>
        <translation>未知选项</translation>
    </message>
    <message>
        <source>Skipped by its length.</source>
        <translation>按长度跳过。</translation>
    </message>
    <message>
        <source>Source port</source>
        <translation>源端口</translation>
    </message>
    <message>
        <source>The port that it was sent from.</source>
        <translation>发送方的端口。</translation>
    </message>
    <message>
        <source>Destination port</source>
        <translation>目的端口</translation>
    </message>
    <message>
        <source>The port that it goes to.</source>
        <translation>接收方的端口。</translation>
    </message>
    <message>
        <source>Sequence number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>The number of its first octet; SYN and FIN take up one number each.</source>
        <translation>第一个字节的序号；SYN 和 FIN 各占用一个序号。</translation>
    </message>
    <message>
        <source>Acknowledgment number</source>
        <translation>确认号</translation>
    </message>
    <message>
        <source>0: not valid without ACK</source>
        <translation>0：没有 ACK，无效</translation>
    </message>
    <message>
        <source>The next number that the sender expects to receive.</source>
        <translation>发送方期望收到的下一个序号。</translation>
    </message>
    <message>
        <source>Data offset</source>
        <translation>数据偏移</translation>
    </message>
    <message>
        <source>Where the text begins, in words of 32 bits: the length of the header.</source>
        <translation>数据从哪里开始，以 32 位字计：即首部长度。</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Must be zero in what is sent, and is ignored in what arrives.</source>
        <translation>发送时必须为零，接收时忽略。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>How many octets its sender is ready to take, from the acknowledgment number on.</source>
        <translation>发送方从确认号起还能接收多少字节。</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>(wrong)</source>
        <translation>（错误）</translation>
    </message>
    <message>
        <source>Over addresses, header and text; a segment with a wrong one is dropped.</source>
        <translation>覆盖地址、首部和数据；校验和错误的报文段被丢弃。</translation>
    </message>
    <message>
        <source>Urgent pointer</source>
        <translation>紧急指针</translation>
    </message>
    <message>
        <source>Where the urgent text ends, counted from the sequence number; valid with URG.</source>
        <translation>紧急数据到哪里结束，从序号算起；有 URG 时有效。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The application&apos;s data in it.</source>
        <translation>其中的应用数据。</translation>
    </message>
    <message>
        <source>The acknowledgment number means something: in every segment but the first SYN, and some RSTs.</source>
        <translation>确认号有意义：除最初的 SYN 和某些 RST 外，每个报文段都是如此。</translation>
    </message>
    <message>
        <source>Offset</source>
        <extracomment>&quot;Data offset&quot;, as short as can be: it stands in a box of four bits.</extracomment>
        <translation>偏移</translation>
    </message>
    <message>
        <source>Rsrvd</source>
        <extracomment>&quot;Reserved&quot;, as short as can be: it stands in a box of four bits.</extracomment>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>tcplab::HeaderView</name>
    <message>
        <source>Header of the segment</source>
        <translation>报文段首部</translation>
    </message>
    <message>
        <source>… and %1 octets of data</source>
        <translation>……还有 %1 字节数据</translation>
    </message>
</context>
<context>
    <name>tcplab::HistogramView</name>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>No run has a value.</source>
        <translation>没有一次运行有此值。</translation>
    </message>
    <message>
        <source>5 %</source>
        <translation>5 %</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95 %</translation>
    </message>
</context>
<context>
    <name>tcplab::HostHeader</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>crashed: its state is lost</source>
        <translation>已崩溃：状态全部丢失</translation>
    </message>
    <message>
        <source>active opener</source>
        <translation>主动打开</translation>
    </message>
    <message>
        <source>passive opener</source>
        <translation>被动打开</translation>
    </message>
    <message>
        <source>simultaneous open</source>
        <translation>同时打开</translation>
    </message>
    <message>
        <source>closed first</source>
        <translation>先关闭</translation>
    </message>
    <message>
        <source>closed second</source>
        <translation>后关闭</translation>
    </message>
    <message>
        <source>simultaneous close</source>
        <translation>同时关闭</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>被中断</translation>
    </message>
    <message>
        <source>no connection yet</source>
        <translation>尚无连接</translation>
    </message>
    <message>
        <source>linux profile</source>
        <translation>linux 配置</translation>
    </message>
    <message>
        <source>freebsd profile</source>
        <translation>freebsd 配置</translation>
    </message>
    <message>
        <source>RFC 9293 profile</source>
        <translation>RFC 9293 配置</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>脚本</translation>
    </message>
    <message>
        <source>plays this side, and the other&apos;s program</source>
        <translation>扮演这一侧和对方的程序</translation>
    </message>
    <message>
        <source>no TCP here</source>
        <translation>这里没有 TCP</translation>
    </message>
</context>
<context>
    <name>tcplab::KeyList</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Play, pause</source>
        <translation>播放、暂停</translation>
    </message>
    <message>
        <source>With the mouse: click a segment in flight to drop, delay or duplicate it; drag the now line or the bars below through time; Ctrl+wheel zooms.</source>
        <translation>用鼠标：点击在途的报文段，可将其丢弃、延迟或复制；拖动当前时刻线或下方的状态条，可在时间中移动；Ctrl+滚轮缩放。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>tcplab::LadderView</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Other…</source>
        <extracomment>Another time than those in the list.</extracomment>
        <translation>其他…</translation>
    </message>
    <message>
        <source>Delay the segment</source>
        <translation>延迟报文段</translation>
    </message>
    <message>
        <source>By how many milliseconds:</source>
        <translation>延迟多少毫秒：</translation>
    </message>
    <message>
        <source>At %1 nothing is in flight.</source>
        <extracomment>%1 is a time, %2 a list of segments.</extracomment>
        <translation>在 %1，没有报文段在途。</translation>
    </message>
    <message>
        <source>At %1 in flight: %2.</source>
        <translation>在 %1，在途：%2。</translation>
    </message>
    <message>
        <source>%1 is selected.</source>
        <extracomment>%1 is a segment, as &quot;SYN, ACK&quot;.</extracomment>
        <translation>已选中 %1。</translation>
    </message>
    <message>
        <source>%1 arrived: %2.</source>
        <extracomment>%1 is a segment, as &quot;SYN, ACK&quot;; %2 is &quot;no effect: outside the window&quot;.</extracomment>
        <translation>%1 已到达：%2。</translation>
    </message>
    <message>
        <source>Causes and effects are lit.</source>
        <translation>起因和结果已点亮。</translation>
    </message>
    <message>
        <source>now</source>
        <extracomment>Where the cursor stands on the time axis.</extracomment>
        <translation>现在</translation>
    </message>
    <message>
        <source>%1 is lost already.</source>
        <extracomment>%1 is a segment, as &quot;SYN, ACK&quot;.</extracomment>
        <translation>%1 已经丢失。</translation>
    </message>
    <message>
        <source>This run ended at %1.</source>
        <extracomment>Of a run beside another that lasts longer; %1 is a time.</extracomment>
        <translation>本次运行已于 %1 结束。</translation>
    </message>
    <message>
        <source>%1 has arrived already. %2 goes back to its flight.</source>
        <extracomment>%1 is a segment, as &quot;SYN, ACK&quot;; %2 is a key.</extracomment>
        <translation>%1 已经到达。按 %2 回到它在途的时刻。</translation>
    </message>
    <message>
        <source>%1 has arrived already. %2 goes back to its flight; %3 selects what is in flight now.</source>
        <extracomment>%1 is a segment, as &quot;SYN, ACK&quot;; %2 and %3 are keys.</extracomment>
        <translation>%1 已经到达。按 %2 回到它在途的时刻；按 %3 选中现在在途的报文段。</translation>
    </message>
</context>
<context>
    <name>tcplab::LadderWords</name>
    <message>
        <source>dropped by hand</source>
        <translation>手动丢弃</translation>
    </message>
    <message>
        <source>lost: the scenario says so</source>
        <translation>丢失：按场景规则</translation>
    </message>
    <message>
        <source>lost by chance</source>
        <translation>随机丢失</translation>
    </message>
    <message>
        <source>lost: the queue was full</source>
        <translation>丢失：队列已满</translation>
    </message>
    <message>
        <source>dropped early, by RED</source>
        <translation>被 RED 提前丢弃</translation>
    </message>
    <message>
        <source>dropped by CoDel</source>
        <translation>被 CoDel 丢弃</translation>
    </message>
    <message>
        <source>discarded: wrong checksum</source>
        <translation>丢弃：校验和错误</translation>
    </message>
    <message>
        <source>discarded: older than MSL</source>
        <translation>丢弃：超过 MSL</translation>
    </message>
    <message>
        <source>(retransmission %1)</source>
        <extracomment>Behind a segment&apos;s flags; %1 counts its repetitions.</extracomment>
        <translation>（重传 %1）</translation>
    </message>
    <message>
        <source>(copy)</source>
        <extracomment>Behind a segment&apos;s flags: the wire has doubled it.</extracomment>
        <translation>（副本）</translation>
    </message>
    <message>
        <source>no effect</source>
        <extracomment>A segment that arrived and changed nothing.</extracomment>
        <translation>无效果</translation>
    </message>
    <message>
        <source>→  one step          Space  play</source>
        <translation>→  单步          空格  播放</translation>
    </message>
    <message>
        <source>Click a segment in flight to drop, delay or duplicate it</source>
        <translation>点击在途的报文段，可将其丢弃、延迟或复制</translation>
    </message>
    <message>
        <source>started</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>in flight %1 – %2</source>
        <extracomment>From when to when a segment was under way.</extracomment>
        <translation>在途 %1 – %2</translation>
    </message>
    <message>
        <source>options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>arrived</source>
        <translation>到达</translation>
    </message>
    <message>
        <source>copy of</source>
        <translation>副本，原为</translation>
    </message>
    <message>
        <source>repeats</source>
        <translation>重传自</translation>
    </message>
    <message>
        <source>no effect: %1</source>
        <extracomment>%1 says why a segment that arrived changed nothing: &quot;outside the window&quot;.</extracomment>
        <translation>无效果：%1</translation>
    </message>
    <message>
        <source>retr. %1</source>
        <extracomment>As &quot;(retransmission %1)&quot;, where room is scarce.</extracomment>
        <translation>重传 %1</translation>
    </message>
    <message>
        <source>retr.</source>
        <extracomment>As &quot;retr. %1&quot;, where there is not even room for the count.</extracomment>
        <translation>重传</translation>
    </message>
    <message>
        <source>accept queue: %1 of %2</source>
        <extracomment>A listener&apos;s queue; %1 connections wait in it, %2 may.</extracomment>
        <translation>全连接队列：%1/%2</translation>
    </message>
    <message>
        <source>SYN queue: %1 of %2</source>
        <translation>半连接队列：%1/%2</translation>
    </message>
    <message>
        <source>lost at once, at %1</source>
        <extracomment>At which instant a segment was lost that had just left; when it was under way for no time at all.</extracomment>
        <translation>刚发出就丢失，%1</translation>
    </message>
    <message>
        <source>under way at %1</source>
        <translation>在途 %1</translation>
    </message>
</context>
<context>
    <name>tcplab::LectureHint</name>
    <message>
        <source>F11 or Esc ends the lecture</source>
        <translation>按 F11 或 Esc 结束讲课模式</translation>
    </message>
</context>
<context>
    <name>tcplab::LibraryPanel</name>
    <message>
        <source>Library of scenarios</source>
        <translation>场景库</translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation>搜索场景库</translation>
    </message>
    <message>
        <source>Scenarios by lesson</source>
        <translation>按课程排列的场景</translation>
    </message>
    <message>
        <source>No scenario matches.</source>
        <translation>没有符合的场景。</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
</context>
<context>
    <name>tcplab::MainWindow</name>
    <message>
        <source>→ goes one step on, ← one back. Space plays.</source>
        <translation>→ 前进一个事件，← 后退一个；空格键播放。</translation>
    </message>
    <message>
        <source>What if it were lost? Click the segment in flight, or press X.</source>
        <translation>如果它丢失了呢？点击在途的报文段，或按 X。</translation>
    </message>
    <message>
        <source>That was all. Home goes back to the beginning.</source>
        <translation>到此结束。按 Home 回到开头。</translation>
    </message>
    <message>
        <source>%1[*] — TCP Lab</source>
        <translation>%1[*] — TCP Lab</translation>
    </message>
    <message>
        <source>changed by hand: %1</source>
        <translation>手动改动 %1 处</translation>
    </message>
    <message>
        <source>This scenario cannot be opened.</source>
        <translation>无法打开这个场景。</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>打开场景</translation>
    </message>
    <message>
        <source>Scenarios (*.toml *.pkt);;All files (*)</source>
        <translation>场景 (*.toml *.pkt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The scenario could not be saved.</source>
        <translation>场景未能保存。</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>保存场景</translation>
    </message>
    <message>
        <source>Scenarios (*.toml)</source>
        <translation>场景 (*.toml)</translation>
    </message>
    <message>
        <source>Save the scenario?</source>
        <translation>保存场景吗？</translation>
    </message>
    <message>
        <source>%1 was changed by hand. Save these changes?</source>
        <translation>%1 已被手动改动。保存这些改动吗？</translation>
    </message>
    <message>
        <source>Leave the experiment?</source>
        <translation>离开这个实验吗？</translation>
    </message>
    <message>
        <source>What you did to this run could not be kept: %1</source>
        <translation>对本次运行的改动未能保存：%1</translation>
    </message>
    <message>
        <source>TCP Lab</source>
        <translation>TCP Lab</translation>
    </message>
    <message>
        <source>A call as in a program, for example: send 100</source>
        <translation>像在程序中那样写一个调用，例如：send 100</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Segment</source>
        <translation>报文段(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言 Language</translation>
    </message>
    <message>
        <source>S&amp;cenarios</source>
        <translation>场景(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>场景库</translation>
    </message>
    <message>
        <source>No file yet</source>
        <translation>还没有文件</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>清除这些记录</translation>
    </message>
    <message>
        <source>About TCP Lab</source>
        <translation>关于 TCP Lab</translation>
    </message>
    <message>
        <source>&lt;h3&gt;TCP Lab %1&lt;/h3&gt;&lt;p&gt;A simulator that shows how TCP really works, after RFC 9293.&lt;/p&gt;&lt;p&gt;Free software under the MIT licence.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;TCP Lab %1&lt;/h3&gt;&lt;p&gt;依照 RFC 9293，展示 TCP 究竟如何工作的模拟器。&lt;/p&gt;&lt;p&gt;自由软件，采用 MIT 许可证。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Make a call on the client</source>
        <translation>在客户端上执行调用</translation>
    </message>
    <message>
        <source>Make a call on the server</source>
        <translation>在服务器上执行调用</translation>
    </message>
    <message>
        <source>E&amp;xperiment</source>
        <translation>实验(&amp;X)</translation>
    </message>
    <message>
        <source>the script passes</source>
        <translation>脚本通过</translation>
    </message>
    <message>
        <source>fails at line %1</source>
        <translation>第 %1 行失败</translation>
    </message>
    <message>
        <source>not supported, line %1</source>
        <translation>不支持，第 %1 行</translation>
    </message>
    <message>
        <source>Ctrl+Z takes it back; Ctrl+D shows it beside the run as it was.</source>
        <translation>Ctrl+Z 撤销；Ctrl+D 与原来的运行并排显示。</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>与……比较</translation>
    </message>
    <message>
        <source>Breakpoints</source>
        <translation>断点</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>重做：%1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>None yet: right-click an arrow of the state diagram</source>
        <translation>还没有：右键单击状态图中的箭头</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>全部移除</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Play with the profile %1</source>
        <extracomment>What can be taken back; %1: &quot;linux&quot;.</extracomment>
        <translation>改用 %1 配置</translation>
    </message>
    <message>
        <source>What you did is kept (File ▸ Open recent): %1</source>
        <extracomment>%1 is the path of a file</extracomment>
        <translation>你所做的改动已保留（文件 ▸ 最近打开）：%1</translation>
    </message>
    <message>
        <source>Nothing has been saved: the text cannot be read.</source>
        <translation>没有保存：文本无法读取。</translation>
    </message>
    <message>
        <source>Save the text as it is</source>
        <translation>按原样保存文本</translation>
    </message>
    <message>
        <source>The text of %1 was changed and cannot be read. Save it as it is?</source>
        <translation>%1 的文本已修改，但无法读取。按原样保存吗？</translation>
    </message>
    <message>
        <source>Save the text</source>
        <translation>保存文本</translation>
    </message>
    <message>
        <source>The text could not be saved.</source>
        <translation>文本无法保存。</translation>
    </message>
    <message>
        <source>Mend it in the editor</source>
        <translation>在编辑器中修正</translation>
    </message>
    <message>
        <source>Open a run made before</source>
        <translation>打开之前的运行</translation>
    </message>
    <message>
        <source>A breakpoint.</source>
        <translation>断点。</translation>
    </message>
    <message>
        <source>That was all.</source>
        <translation>到此结束。</translation>
    </message>
    <message>
        <source>%1 is selected.</source>
        <translation>已选中 %1。</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>已撤销：%1</translation>
    </message>
    <message>
        <source>New scenario</source>
        <translation>新建场景</translation>
    </message>
    <message>
        <source>A breakpoint: %1. Space plays on.</source>
        <extracomment>%1 is a condition, as &quot;ACK lost&quot;</extracomment>
        <translation>断点：%1。按空格继续播放。</translation>
    </message>
    <message>
        <source>Typing in the scenario</source>
        <extracomment>What can be taken back: letters that have not become part of the run</extracomment>
        <translation>在场景中的输入</translation>
    </message>
    <message>
        <source>Edit the scenario</source>
        <translation>编辑场景</translation>
    </message>
    <message>
        <source>Run B is over; → goes on in run A.</source>
        <translation>运行 B 已结束；按 → 继续看运行 A。</translation>
    </message>
    <message>
        <source>Ctrl+Z takes it back; Ctrl+D closes the comparison.</source>
        <translation>Ctrl+Z 撤销；Ctrl+D 关闭比较。</translation>
    </message>
    <message numerus="yes">
        <source>%n in flight. What if one were lost? Click it, or choose it with N and press X.</source>
        <translation>
            <numerusform>有 %n 个报文段在途。如果其中一个丢失了呢？点击它，或先按 N 选中它，再按 X。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tcplab::MatrixPage</name>
    <message>
        <source>Pairs of losses, too</source>
        <translation>也列出成对的丢失</translation>
    </message>
    <message>
        <source>Open this run</source>
        <translation>打开这次运行</translation>
    </message>
    <message>
        <source>%1 sends %2 segments; the matrix is for %3 at most.</source>
        <translation>%1：共发送 %2 个报文段；矩阵最多用于 %3 个。</translation>
    </message>
    <message>
        <source>%1: what comes of it when a segment is lost. c3 is the third one that the client sends.</source>
        <translation>%1：丢失一个报文段会怎样。c3 是客户端发出的第三个。</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>报文段</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>影响</translation>
    </message>
    <message>
        <source>Client ends</source>
        <translation>客户端终态</translation>
    </message>
    <message>
        <source>Server ends</source>
        <translation>服务器终态</translation>
    </message>
    <message>
        <source>Calls done</source>
        <translation>调用完成</translation>
    </message>
    <message>
        <source>At rest</source>
        <translation>全部停止</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>✓ none</source>
        <translation>✓ 无影响</translation>
    </message>
    <message>
        <source>◷ later</source>
        <translation>◷ 推迟</translation>
    </message>
    <message>
        <source>✗ different</source>
        <translation>✗ 不同</translation>
    </message>
    <message>
        <source>Compare with the undisturbed run</source>
        <translation>与无丢失的运行比较</translation>
    </message>
    <message>
        <source>What comes of each loss</source>
        <translation>每次丢失的后果</translation>
    </message>
</context>
<context>
    <name>tcplab::Metric</name>
    <message>
        <source>Completion time</source>
        <translation>完成时间</translation>
    </message>
    <message>
        <source>Handshake time</source>
        <translation>握手时间</translation>
    </message>
    <message>
        <source>Goodput</source>
        <translation>有效吞吐量</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>报文段</translation>
    </message>
    <message>
        <source>Retransmissions</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>Time-outs</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Spurious retransmissions</source>
        <translation>多余的重传</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>被复位</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>崩溃</translation>
    </message>
    <message>
        <source>a call failed</source>
        <translation>有调用失败</translation>
    </message>
    <message>
        <source>a program waits for ever</source>
        <translation>有程序永远等待</translation>
    </message>
    <message>
        <source>the scenario&apos;s end came first</source>
        <translation>场景先结束</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>被截断</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 次运行</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 次运行</translation>
    </message>
</context>
<context>
    <name>tcplab::Moments</name>
    <message>
        <source>%1 leaves</source>
        <extracomment>%1 is a segment, as &quot;SYN, ACK&quot;: an instant at which something happens.</extracomment>
        <translation>%1 发出</translation>
    </message>
    <message>
        <source>%1 is lost</source>
        <translation>%1 丢失</translation>
    </message>
    <message>
        <source>%1 arrives</source>
        <translation>%1 到达</translation>
    </message>
    <message>
        <source>%1 starts</source>
        <translation>%1 启动</translation>
    </message>
    <message>
        <source>%1 ends</source>
        <translation>%1 结束</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>开头</translation>
    </message>
    <message>
        <source>%1: from “%2” (%3) to “%4” (%5)</source>
        <extracomment>%1 is &quot;Δt 50 ms&quot;; %2 and %4 say what happened, %3 and %5 when.</extracomment>
        <translation>%1：从“%2”（%3）到“%4”（%5）</translation>
    </message>
    <message>
        <source>%1: “%2” → “%3”</source>
        <extracomment>The same where room is scarce: &quot;Δt 50 ms: “SYN leaves” → “SYN arrives”&quot;.</extracomment>
        <translation>%1：“%2” → “%3”</translation>
    </message>
</context>
<context>
    <name>tcplab::NotesPanel</name>
    <message>
        <source>Notes of the scenario</source>
        <translation>场景说明</translation>
    </message>
    <message>
        <source>Program: %1</source>
        <extracomment>Heading over a host&apos;s program; %1: &quot;Client&quot;.</extracomment>
        <translation>程序：%1</translation>
    </message>
</context>
<context>
    <name>tcplab::NumberRows</name>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Who knows it</source>
        <translation>谁掌握</translation>
    </message>
    <message>
        <source>First</source>
        <translation>首号</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>末号</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <extracomment>The direction of text; %1 and %2: &quot;Client&quot;, &quot;Server&quot;.</extracomment>
        <translation>%1 → %2</translation>
    </message>
</context>
<context>
    <name>tcplab::NumbersPanel</name>
    <message>
        <source>%1 sends
%2 receives</source>
        <extracomment>Beside a number line, in two rows; %1 and %2: &quot;Client&quot;, &quot;Server&quot;.</extracomment>
        <translation>%1发送
%2接收</translation>
    </message>
</context>
<context>
    <name>tcplab::OptionCells</name>
    <message>
        <source>Kind=%1</source>
        <translation>类型=%1</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Length=%1</source>
        <translation>长度=%1</translation>
    </message>
    <message>
        <source>%1 (relative: %2)</source>
        <translation>%1（相对值：%2）</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Maximum segment size</source>
        <translation>最大报文段长度</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>移位</translation>
    </message>
    <message>
        <source>Left edge of block %1</source>
        <translation>第 %1 块左边界</translation>
    </message>
    <message>
        <source>Right edge of block %1</source>
        <translation>第 %1 块右边界</translation>
    </message>
</context>
<context>
    <name>tcplab::PlotView</name>
    <message>
        <source>No connection yet.</source>
        <translation>还没有连接。</translation>
    </message>
    <message>
        <source>Nothing of this kind has happened.</source>
        <translation>还没有这类数据。</translation>
    </message>
    <message>
        <source>Reading the run…</source>
        <translation>正在读取运行……</translation>
    </message>
</context>
<context>
    <name>tcplab::PlotWords</name>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>R: sent again</source>
        <translation>R：重传</translation>
    </message>
    <message>
        <source>lost on the way</source>
        <translation>途中丢失</translation>
    </message>
    <message>
        <source>RTT measured</source>
        <translation>测得的 RTT</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>在途</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>2³²: on from 0</source>
        <translation>2³²：从 0 重新开始</translation>
    </message>
    <message>
        <source> ↑ up to %1</source>
        <extracomment>Of a line that is not drawn since it lies far above: &quot;SND.UNA+SND.WND ↑ up to 65536&quot;.</extracomment>
        <translation> ↑ 最高至 %1</translation>
    </message>
    <message>
        <source>P: window probe</source>
        <translation>P：窗口探测</translation>
    </message>
    <message>
        <source>duplicate ACK (3: the third)</source>
        <translation>重复确认（3：第三个）</translation>
    </message>
    <message>
        <source>window&apos;s edge unchanged</source>
        <translation>窗口右沿不变</translation>
    </message>
    <message>
        <source>RST sent</source>
        <translation>发送 RST</translation>
    </message>
    <message>
        <source>RST arrived</source>
        <translation>收到 RST</translation>
    </message>
    <message>
        <source>duplicate ACK, number %1</source>
        <extracomment>%1: which one in a row</extracomment>
        <translation>第 %1 个重复确认</translation>
    </message>
    <message>
        <source>arrived out of order</source>
        <translation>乱序到达</translation>
    </message>
    <message>
        <source>doubled on the way</source>
        <translation>途中被复制</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>紧急数据</translation>
    </message>
    <message>
        <source>slowed down</source>
        <translation>已放慢</translation>
    </message>
    <message>
        <source>congestion reported</source>
        <translation>报告拥塞</translation>
    </message>
    <message>
        <source>window 0</source>
        <translation>窗口为 0</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 are the letters of a mark, as &quot;ECE&quot;, %2 what it says</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>octets</source>
        <translation>字节</translation>
    </message>
</context>
<context>
    <name>tcplab::QueueStrip</name>
    <message>
        <source>Port %1: %2 of %3 in the SYN queue, %4 of %5 in the accept queue</source>
        <translation>端口 %1：半连接队列 %2/%3，全连接队列 %4/%5</translation>
    </message>
    <message>
        <source>Queues of the listeners</source>
        <translation>监听套接字的队列</translation>
    </message>
    <message>
        <source>SYN queue</source>
        <translation>半连接队列</translation>
    </message>
    <message>
        <source>accept queue</source>
        <translation>全连接队列</translation>
    </message>
</context>
<context>
    <name>tcplab::RecoveryBar</name>
    <message>
        <source>Bring it back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>TCP Lab ended unexpectedly. You can bring back %1, at step %2.</source>
        <extracomment>%1 is a scenario; %2 is the number of a step</extracomment>
        <translation>TCP Lab 上次意外退出。可以恢复 %1，停在第 %2 步。</translation>
    </message>
    <message>
        <source>TCP Lab ended unexpectedly. You can bring back %1 with one change made by hand, at step %2.</source>
        <extracomment>%1 is a scenario; %2 is the number of a step</extracomment>
        <translation>TCP Lab 上次意外退出。可以恢复 %1 及其中的 1 处手动改动，停在第 %2 步。</translation>
    </message>
    <message>
        <source>TCP Lab ended unexpectedly. You can bring back %1 with %3 changes made by hand, at step %2.</source>
        <extracomment>%1 is a scenario; %2 is the number of a step; %3 counts what was done by hand, two at least</extracomment>
        <translation>TCP Lab 上次意外退出。可以恢复 %1 及其中的 %3 处手动改动，停在第 %2 步。</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>The line that says what will be deleted</extracomment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 is forgotten once this line or TCP Lab is closed. Until then you can bring it back.</source>
        <extracomment>%1 is a scenario</extracomment>
        <translation>关闭此行或退出 TCP Lab 后，%1 就会被放弃；在此之前仍可恢复。</translation>
    </message>
</context>
<context>
    <name>tcplab::RemovableRule</name>
    <message>
        <source>none: all of TCP</source>
        <translation>无：完整的 TCP</translation>
    </message>
    <message>
        <source>no TIME-WAIT</source>
        <translation>没有 TIME-WAIT</translation>
    </message>
    <message>
        <source>TIME-WAIT of 10 s</source>
        <translation>TIME-WAIT 只有 10 s</translation>
    </message>
    <message>
        <source>two-way handshake</source>
        <translation>两次握手</translation>
    </message>
    <message>
        <source>the same ISN for every connection</source>
        <translation>每条连接的初始序号都相同</translation>
    </message>
    <message>
        <source>no acceptability test</source>
        <translation>不检查报文段是否可接受</translation>
    </message>
    <message>
        <source>no retransmission</source>
        <translation>不重传</translation>
    </message>
    <message>
        <source>RST believed anywhere in the window</source>
        <translation>相信窗口内任何位置的 RST</translation>
    </message>
    <message>
        <source>no Karn: what was sent twice is timed</source>
        <translation>没有 Karn：重传的报文段也用来计时</translation>
    </message>
</context>
<context>
    <name>tcplab::RunTableModel</name>
    <message>
        <source>still to come: %1</source>
        <extracomment>A row of a table that lies behind the cursor; %1 is what stands in it.</extracomment>
        <translation>尚未发生：%1</translation>
    </message>
</context>
<context>
    <name>tcplab::RunTables</name>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>发送时刻</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>标志</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>still under way</source>
        <translation>仍在途中</translation>
    </message>
    <message>
        <source>lost at %1</source>
        <translation>%1 丢失</translation>
    </message>
    <message>
        <source>arrived at %1</source>
        <translation>%1 到达</translation>
    </message>
    <message>
        <source>; retransmission %1</source>
        <translation>；第 %1 次重传</translation>
    </message>
    <message>
        <source>; a copy of %1</source>
        <translation>；%1 的副本</translation>
    </message>
    <message>
        <source>; ignored</source>
        <translation>；被忽略</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>启动时刻</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Timer</source>
        <translation>计时器</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期时刻</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束时刻</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>如何结束</translation>
    </message>
    <message>
        <source>still running</source>
        <translation>仍在运行</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>was stopped</source>
        <translation>被停止</translation>
    </message>
    <message>
        <source>was set anew</source>
        <translation>被重新设置</translation>
    </message>
    <message>
        <source>retransmission</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>尚未发送</translation>
    </message>
    <message>
        <source>not set yet</source>
        <translation>尚未设置</translation>
    </message>
</context>
<context>
    <name>tcplab::RunsPanel</name>
    <message>
        <source>Open this run</source>
        <translation>打开这次运行</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Choose a point of the chart to see its runs.</source>
        <translation>选择图上的一点，查看它的各次运行。</translation>
    </message>
    <message>
        <source>%1: median %2, half of the runs %3 … %4, nine tenths %5 … %6, all %7 … %8</source>
        <translation>%1：中位数 %2，一半的运行 %3 … %4，九成 %5 … %6，全部 %7 … %8</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结局</translation>
    </message>
    <message>
        <source>The list has the first %1 of them.</source>
        <translation>列表中是其中的前 %1 次。</translation>
    </message>
    <message>
        <source>%1: %2 in each of them</source>
        <translation>%1：每次都是 %2</translation>
    </message>
</context>
<context>
    <name>tcplab::ScenarioBar</name>
    <message>
        <source>in bursts</source>
        <translation>成串</translation>
    </message>
    <message>
        <source>by a list</source>
        <translation>按列表</translation>
    </message>
    <message>
        <source>%1 scripted</source>
        <translation>场景规则 %1 条</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>one-way delay</source>
        <translation>单程时延</translation>
    </message>
    <message>
        <source>How long a segment is under way</source>
        <translation>报文段在途的时间</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>What the wire loses by chance, and what by a rule of the scenario</source>
        <translation>线路随机丢失的，以及按场景规则丢失的</translation>
    </message>
    <message>
        <source>MSL</source>
        <translation>MSL</translation>
    </message>
    <message>
        <source>Maximum segment lifetime: no segment lives longer on the wire</source>
        <translation>最长报文段寿命：任何报文段在线路上都不会存活更久</translation>
    </message>
    <message>
        <source>bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>How fast the wire takes octets</source>
        <translation>线路接收字节的速率</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>What chance decides follows from this number: the same seed, the same run</source>
        <translation>随机的结果都由这个数决定：种子相同，运行就相同</translation>
    </message>
    <message>
        <source>jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Up to this much more delay, by chance</source>
        <translation>时延随机增加，最多这么多</translation>
    </message>
    <message>
        <source>The profile of the host that this script tests</source>
        <translation>此脚本所测主机的配置</translation>
    </message>
    <message>
        <source>%1, marks</source>
        <translation>%1，标记</translation>
    </message>
    <message>
        <source>marks above %1 B</source>
        <translation>超过 %1 B 即标记</translation>
    </message>
    <message>
        <source>marks above 1 segment</source>
        <extracomment>A queue sets CE (RFC 3168) on what finds more than so many segments waiting.</extracomment>
        <translation>超过 1 个报文段即标记</translation>
    </message>
    <message>
        <source>marks above %1 segments</source>
        <translation>超过 %1 个报文段即标记</translation>
    </message>
    <message>
        <source>How the queue before the transmitter chooses what to drop, or to mark (ECN)</source>
        <translation>发送端之前的队列如何选择丢弃或标记（ECN）哪些报文段</translation>
    </message>
    <message>
        <source>%1 delay</source>
        <extracomment>So many rules of the scenario hold segments back</extracomment>
        <translation>延迟 %1 条</translation>
    </message>
    <message>
        <source>%1 duplicate</source>
        <extracomment>So many rules of the scenario double segments</extracomment>
        <translation>重复 %1 条</translation>
    </message>
    <message>
        <source>%1 corrupt</source>
        <extracomment>So many rules of the scenario damage segments</extracomment>
        <translation>损坏 %1 条</translation>
    </message>
    <message>
        <source>scripted</source>
        <translation>场景规则</translation>
    </message>
    <message>
        <source>What rules of the scenario do to segments besides losing them</source>
        <translation>除丢失以外，场景规则对报文段所做的事</translation>
    </message>
</context>
<context>
    <name>tcplab::ScenarioEditor</name>
    <message>
        <source>Edit the scenario</source>
        <translation>编辑场景</translation>
    </message>
    <message>
        <source>The scenario as text</source>
        <translation>场景的文本</translation>
    </message>
    <message>
        <source>The run has been changed meanwhile. This text takes its place as soon as it is right.</source>
        <translation>运行在此期间已被更改。这段文本改正后，将立即取代该运行。</translation>
    </message>
    <message>
        <source>Ctrl+Space offers what could stand here. Tab goes on to the next control; lines are indented with spaces.</source>
        <translation>Ctrl+空格 列出这里可以写的内容。Tab 转到下一个控件；缩进请用空格。</translation>
    </message>
    <message>
        <source>If nothing is said: %1</source>
        <extracomment>%1 is a value, or a list of what each profile has</extracomment>
        <translation>未写明时：%1</translation>
    </message>
</context>
<context>
    <name>tcplab::ScenarioForm</name>
    <message>
        <source>One-way delay</source>
        <translation>单程时延</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>MSL</source>
        <translation>MSL</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Client: profile</source>
        <translation>客户端：配置</translation>
    </message>
    <message>
        <source>Congestion control</source>
        <translation>拥塞控制</translation>
    </message>
    <message>
        <source>Client: congestion control</source>
        <translation>客户端：拥塞控制</translation>
    </message>
    <message>
        <source>First RTO</source>
        <translation>初始 RTO</translation>
    </message>
    <message>
        <source>Client: first RTO</source>
        <translation>客户端：初始 RTO</translation>
    </message>
    <message>
        <source>Server: profile</source>
        <translation>服务器：配置</translation>
    </message>
    <message>
        <source>Server: congestion control</source>
        <translation>服务器：拥塞控制</translation>
    </message>
    <message>
        <source>Server: first RTO</source>
        <translation>服务器：初始 RTO</translation>
    </message>
    <message>
        <source>The scenario as a form</source>
        <translation>场景的表单</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation>不限</translation>
    </message>
</context>
<context>
    <name>tcplab::ScriptView</name>
    <message>
        <source>The script, line by line</source>
        <translation>脚本，逐行</translation>
    </message>
    <message>
        <source>A script plays this side. Its text is not in this scenario.</source>
        <translation>这一侧由脚本扮演。此场景中没有脚本的文字。</translation>
    </message>
</context>
<context>
    <name>tcplab::Scrubber</name>
    <message>
        <source>Step of the run</source>
        <translation>运行的步</translation>
    </message>
    <message>
        <source>Folded: %1 in which nothing happens</source>
        <translation>已折叠：%1，其间什么也没有发生</translation>
    </message>
    <message>
        <source>What the timeline shows: %1 – %2</source>
        <translation>时间线显示的范围：%1 – %2</translation>
    </message>
    <message>
        <source>A socket is in LISTEN</source>
        <translation>有套接字处于 LISTEN</translation>
    </message>
    <message>
        <source>Step of the run %1</source>
        <translation>运行“%1”的步</translation>
    </message>
</context>
<context>
    <name>tcplab::SegmentActions</name>
    <message>
        <source>Drop</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Delay…</source>
        <extracomment>Opens a list of times by which a segment can be held back.</extracomment>
        <translation>延迟…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Corrupt</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>Go to its flight</source>
        <extracomment>Goes back in time to where the chosen segment can be caught.</extracomment>
        <translation>回到在途时刻</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>What can be done to the segment</source>
        <translation>可对报文段做的操作</translation>
    </message>
</context>
<context>
    <name>tcplab::SegmentFields</name>
    <message>
        <source>%1 (relative: %2)</source>
        <translation>%1（相对值：%2）</translation>
    </message>
    <message>
        <source>lost at %1, dropped by hand</source>
        <translation>于 %1 丢失：被手动丢弃</translation>
    </message>
    <message>
        <source>lost at %1, by a rule of the scenario</source>
        <translation>于 %1 丢失：按场景规则</translation>
    </message>
    <message>
        <source>lost at %1, by chance</source>
        <translation>于 %1 丢失：随机</translation>
    </message>
    <message>
        <source>lost at %1: the queue was full</source>
        <translation>于 %1 丢失：队列已满</translation>
    </message>
    <message>
        <source>lost at %1: dropped early, by RED</source>
        <translation>于 %1 丢失：被 RED 提前丢弃</translation>
    </message>
    <message>
        <source>lost at %1: dropped by CoDel</source>
        <translation>于 %1 丢失：被 CoDel 丢弃</translation>
    </message>
    <message>
        <source>discarded at %1: its checksum was wrong</source>
        <translation>于 %1 被丢弃：校验和错误</translation>
    </message>
    <message>
        <source>lost at %1: it outlived the MSL</source>
        <translation>于 %1 丢失：存活时间超过 MSL</translation>
    </message>
    <message>
        <source>arrived at %1</source>
        <translation>于 %1 到达</translation>
    </message>
    <message>
        <source>arrived at %1, marked CE by a queue</source>
        <translation>于 %1 到达，带有队列标记的 CE</translation>
    </message>
    <message>
        <source>still under way</source>
        <translation>仍在途中</translation>
    </message>
    <message>
        <source>Source port</source>
        <translation>源端口</translation>
    </message>
    <message>
        <source>The port that it was sent from.</source>
        <translation>发出它的端口。</translation>
    </message>
    <message>
        <source>Destination port</source>
        <translation>目的端口</translation>
    </message>
    <message>
        <source>The port that it goes to.</source>
        <translation>它要去的端口。</translation>
    </message>
    <message>
        <source>Sequence number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>The number of its first octet; SYN and FIN take up one number each.</source>
        <translation>第一个字节的序号；SYN 和 FIN 各占用一个序号。</translation>
    </message>
    <message>
        <source>Acknowledgment number</source>
        <translation>确认号</translation>
    </message>
    <message>
        <source>not valid: ACK is not set</source>
        <translation>无效：ACK 未置位</translation>
    </message>
    <message>
        <source>The next number that the sender expects to receive.</source>
        <translation>发送方期望收到的下一个序号。</translation>
    </message>
    <message>
        <source>Control bits</source>
        <translation>控制位</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>CWR, ECE, URG, ACK, PSH, RST, SYN, FIN.</source>
        <translation>CWR、ECE、URG、ACK、PSH、RST、SYN、FIN。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>How much the sender of this segment is ready to receive.</source>
        <translation>这个报文段的发送方还能接收多少。</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>What the segment carries beyond the fixed header.</source>
        <translation>报文段在固定首部之外携带的内容。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The application&apos;s data in it.</source>
        <translation>其中的应用数据。</translation>
    </message>
    <message>
        <source>SEG.LEN</source>
        <translation>SEG.LEN</translation>
    </message>
    <message>
        <source>The sequence numbers it takes up: octets of data, and one each for SYN and FIN.</source>
        <translation>它占用的序号数：数据的字节数，SYN 和 FIN 各再加一。</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>When it was given to the wire.</source>
        <translation>交给线路的时刻。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>made by the wire, of segment %1</source>
        <translation>由线路产生，是报文段 %1 的副本</translation>
    </message>
    <message>
        <source>The sender has sent it once only.</source>
        <translation>发送方只发送了一次。</translation>
    </message>
    <message>
        <source>Retransmission</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>number %1, of segment %2</source>
        <translation>第 %1 次，重传报文段 %2</translation>
    </message>
    <message>
        <source>It was sent before, and no acknowledgment came.</source>
        <translation>以前发送过，没有得到确认。</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结局</translation>
    </message>
    <message>
        <source>How its journey ended.</source>
        <translation>它最后的去向。</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>效果</translation>
    </message>
    <message>
        <source>It arrived, and the receiver did not use it.</source>
        <translation>它到达了，但接收方没有采用。</translation>
    </message>
    <message>
        <source>%1, by the client</source>
        <translation>%1，由客户端发出</translation>
    </message>
    <message>
        <source>%1, by the server</source>
        <translation>%1，由服务器发出</translation>
    </message>
    <message>
        <source>ECN field</source>
        <translation>ECN 字段</translation>
    </message>
    <message>
        <source>Two bits of the IP header: a router with a growing queue sets CE instead of dropping.</source>
        <translation>IP 首部中的两位：队列变长的路由器置 CE，而不是丢弃。</translation>
    </message>
    <message>
        <source>packetdrill</source>
        <translation>packetdrill</translation>
    </message>
    <message>
        <source>In packetdrill&apos;s notation, as test scripts write it.</source>
        <translation>以 packetdrill 的写法，如同测试脚本。</translation>
    </message>
</context>
<context>
    <name>tcplab::SegmentInspector</name>
    <message>
        <source>Fields of the selected segment</source>
        <translation>所选报文段的字段</translation>
    </message>
    <message>
        <source>No segment is selected. Click one on the timeline, or press N while one is in flight.</source>
        <translation>没有选中报文段。请在时间线上点击一个，或在有报文段在途时按 N。</translation>
    </message>
    <message>
        <source>Segment %1: %2</source>
        <translation>报文段 %1：%2</translation>
    </message>
    <message>
        <source>Point at a field, or walk through them with ↑ and ↓.</source>
        <translation>指向一个字段，或用 ↑ 和 ↓ 逐个查看。</translation>
    </message>
</context>
<context>
    <name>tcplab::SequenceRuler</name>
    <message>
        <source>acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>在途</translation>
    </message>
    <message>
        <source>SACKed</source>
        <translation>已被 SACK</translation>
    </message>
    <message>
        <source>taken for lost</source>
        <translation>认定丢失</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>已重传</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>尚未发送</translation>
    </message>
    <message>
        <source>received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>received, not read yet</source>
        <translation>已接收，尚未读取</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>乱序</translation>
    </message>
    <message>
        <source>no numbers yet</source>
        <translation>还没有序号</translation>
    </message>
    <message>
        <source>%1: %2–%3, %4 octets</source>
        <extracomment>%1: &quot;in flight&quot;; %2 and %3: first and last number; %4: how many.</extracomment>
        <translation>%1：%2–%3，%4 字节</translation>
    </message>
    <message>
        <source>What the sender knows stands above, what the receiver knows below. Lengths are drawn as square roots: one number and a whole window share the line.</source>
        <translation>上面是发送方所知，下面是接收方所知。长度按平方根画出：一个序号和整个窗口可以画在同一条线上。</translation>
    </message>
</context>
<context>
    <name>tcplab::SocketList</name>
    <message>
        <source>Sockets of this host, as ss -tan prints them</source>
        <translation>这台主机的套接字，与 ss -tan 的输出相同</translation>
    </message>
    <message>
        <source>State, Recv-Q, Send-Q, local address and port, peer address and port</source>
        <translation>状态、Recv-Q、Send-Q、本地地址和端口、对端地址和端口</translation>
    </message>
    <message>
        <source>(ss lists no connection)</source>
        <translation>（ss 没有列出任何连接）</translation>
    </message>
</context>
<context>
    <name>tcplab::SocketsPanel</name>
    <message>
        <source>Sockets of the host: %1</source>
        <translation>主机的套接字：%1</translation>
    </message>
    <message>
        <source>A script plays this side: it has no sockets.</source>
        <translation>这一侧由脚本扮演：它没有套接字。</translation>
    </message>
    <message>
        <source>This host is down.</source>
        <translation>这台主机已停机。</translation>
    </message>
</context>
<context>
    <name>tcplab::SweepPage</name>
    <message>
        <source>less than 1 s</source>
        <translation>不到 1 s</translation>
    </message>
    <message>
        <source>Vary another knob</source>
        <translation>再改变一个参数</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Logarithmic x axis</source>
        <translation>横轴用对数刻度</translation>
    </message>
    <message>
        <source>Logarithmic y axis</source>
        <translation>纵轴用对数刻度</translation>
    </message>
    <message>
        <source>Theory beside it</source>
        <translation>旁边画出理论曲线</translation>
    </message>
    <message>
        <source>Save table…</source>
        <translation>保存表格…</translation>
    </message>
    <message>
        <source>Save chart…</source>
        <translation>保存图表…</translation>
    </message>
    <message>
        <source>Each combination of these values is played many times, all with the same luck: the k-th run has the same seed in each. Values: a, b, c or first:last:step.</source>
        <translation>这些取值的每种组合都运行多次，面对同样的随机性：第 k 次运行在各组合中使用同一种子。取值写作 a, b, c 或 起:止:步长。</translation>
    </message>
    <message>
        <source>Runs of each:</source>
        <translation>每种运行次数：</translation>
    </message>
    <message>
        <source>Share: handshake done</source>
        <translation>比例：握手成功</translation>
    </message>
    <message>
        <source>Share: %1</source>
        <translation>比例：%1</translation>
    </message>
    <message>
        <source>Median and quantiles</source>
        <translation>中位数与分位数</translation>
    </message>
    <message>
        <source>Mean, 95 % confidence</source>
        <translation>均值与 95 % 置信区间</translation>
    </message>
    <message>
        <source>Draw:</source>
        <translation>纵轴：</translation>
    </message>
    <message>
        <source>Over:</source>
        <translation>横轴：</translation>
    </message>
    <message>
        <source>As:</source>
        <translation>画法：</translation>
    </message>
    <message>
        <source>Goodput: Mathis 1997 and PFTK 1998. Share of handshakes: 1 − (1 − p)ⁿ</source>
        <translation>有效吞吐量：Mathis 1997 和 PFTK 1998。握手成功的比例：1 − (1 − p)ⁿ</translation>
    </message>
    <message>
        <source>Combinations: %1 · runs in all: %2</source>
        <translation>组合：%1 · 共运行：%2</translation>
    </message>
    <message>
        <source>Playing…</source>
        <translation>正在运行…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 of %2 runs</source>
        <translation>%1/%2 次运行</translation>
    </message>
    <message>
        <source>Choose what is varied, and play: the curves grow meanwhile. A click on a point shows its runs, a double click on a run opens it.</source>
        <translation>选择要改变的参数并运行：曲线会随之生长。点击一点查看它的各次运行，双击一次运行将其打开。</translation>
    </message>
    <message>
        <source>Nothing is varied, so there is no curve. The table can be saved.</source>
        <translation>没有改变任何参数，因此没有曲线。表格可以保存。</translation>
    </message>
    <message>
        <source>These would be more than %1 curves: put another knob along the axis, or vary less.</source>
        <translation>曲线会超过 %1 条：请把另一个参数放到横轴，或减少取值。</translation>
    </message>
    <message>
        <source>No run came out like this.</source>
        <translation>没有一次运行是这个结局。</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Statistics (*.csv)</source>
        <translation>统计结果 (*.csv)</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>Drawing (*.svg);;Picture (*.png);;Points of the curves (*.csv)</source>
        <translation>矢量图 (*.svg);;图片 (*.png);;曲线各点 (*.csv)</translation>
    </message>
    <message>
        <source>Cannot save</source>
        <translation>无法保存</translation>
    </message>
    <message>
        <source>%1 of %2 runs · %3 runs/s · %4 left</source>
        <translation>%1/%2 次运行 · 每秒 %3 次 · 还需 %4</translation>
    </message>
    <message>
        <source>%1 of %2 runs · %3 runs/s</source>
        <translation>%1/%2 次运行 · 每秒 %3 次</translation>
    </message>
    <message>
        <source>%1 of %2 runs · %3 runs/s. Cancelled; what is done is kept.</source>
        <translation>%1/%2 次运行 · 每秒 %3 次。已取消；完成的部分保留。</translation>
    </message>
    <message>
        <source>Cancelled before any of %1 runs was done.</source>
        <translation>已取消：%1 次运行中一次也没有完成。</translation>
    </message>
    <message>
        <source>There was not enough memory for this sweep. What is done is kept; try fewer combinations.</source>
        <translation>内存不足，这次实验无法完成。已完成的部分保留；请减少组合数。</translation>
    </message>
</context>
<context>
    <name>tcplab::TableCopy</name>
    <message>
        <source>One row of the table is in the clipboard.</source>
        <translation>表格的 1 行已在剪贴板中。</translation>
    </message>
    <message>
        <source>%1 rows of the table are in the clipboard.</source>
        <translation>表格的 %1 行已在剪贴板中。</translation>
    </message>
    <message>
        <source>There is nothing here to copy.</source>
        <translation>这里没有可以复制的内容。</translation>
    </message>
</context>
<context>
    <name>tcplab::TableMenu</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>%1 (ascending)</source>
        <extracomment>In a menu, a column that a table is sorted by; choosing it again turns the order round.</extracomment>
        <translation>%1（升序）</translation>
    </message>
    <message>
        <source>%1 (descending)</source>
        <translation>%1（降序）</translation>
    </message>
    <message>
        <source>Not sorted</source>
        <translation>不排序</translation>
    </message>
</context>
<context>
    <name>tcplab::TablesPanel</name>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%2 行中的 %1 行</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>报文段</translation>
    </message>
    <message>
        <source>Timers</source>
        <translation>计时器</translation>
    </message>
    <message>
        <source>Events of the run</source>
        <translation>运行的事件</translation>
    </message>
    <message>
        <source>Segments of the run</source>
        <translation>运行的报文段</translation>
    </message>
    <message>
        <source>Timers of the run</source>
        <translation>运行的计时器</translation>
    </message>
    <message>
        <source>Which table</source>
        <translation>哪个表格</translation>
    </message>
    <message>
        <source>Search: words of a row</source>
        <translation>查找：行中的词</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>按时间</translation>
    </message>
    <message>
        <source>The rows in the order of time again; a click on a heading sorts by it</source>
        <translation>恢复按时间排列；单击列标题则按该列排序</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the chosen rows, or all, separated by tabs</source>
        <translation>复制选中的行或全部，以制表符分隔</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Sequence numbers at the cursor, as on the number lines</source>
        <translation>光标处的序号，与数轴上的相同</translation>
    </message>
</context>
<context>
    <name>tcplab::TcbCellView</name>
    <message>
        <source>%1, changed in this step from %2</source>
        <translation>%1，本步中由 %2 变来</translation>
    </message>
    <message>
        <source>back-offs</source>
        <translation>退避次数</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>在途</translation>
    </message>
    <message>
        <source>duplicate ACKs</source>
        <translation>重复 ACK</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>判为丢失</translation>
    </message>
    <message>
        <source>unsent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>held out of order</source>
        <translation>乱序暂存</translation>
    </message>
</context>
<context>
    <name>tcplab::TcbPanel</name>
    <message>
        <source>Transmission control block</source>
        <translation>传输控制块（TCB）</translation>
    </message>
    <message>
        <source>changed in this step</source>
        <translation>本步有变化</translation>
    </message>
    <message>
        <source>There is no connection, so there is no TCB.</source>
        <translation>没有连接，所以没有 TCB。</translation>
    </message>
    <message>
        <source>TCB</source>
        <extracomment>The short form, where the window is narrow.</extracomment>
        <translation>TCB</translation>
    </message>
</context>
<context>
    <name>tcplab::TimersPanel</name>
    <message>
        <source>Retransmission</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>Delayed ACK</source>
        <translation>延迟确认</translation>
    </message>
    <message>
        <source>FIN-WAIT-2</source>
        <translation>FIN-WAIT-2</translation>
    </message>
    <message>
        <source>Keep-alive</source>
        <translation>保活</translation>
    </message>
    <message>
        <source>User timeout</source>
        <translation>用户超时</translation>
    </message>
    <message>
        <source>Timers</source>
        <translation>计时器</translation>
    </message>
    <message>
        <source>%1: %2 left</source>
        <translation>%1：还剩 %2</translation>
    </message>
    <message>
        <source>No timer is running.</source>
        <translation>没有计时器在运行。</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Reordering</source>
        <translation>乱序</translation>
    </message>
    <message>
        <source>Tail loss probe</source>
        <translation>尾部丢失探测</translation>
    </message>
    <message>
        <source>Persist</source>
        <translation>窗口探测</translation>
    </message>
    <message>
        <source>ACK of the FIN</source>
        <translation>FIN 的确认</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>The ACK of the FIN is sent at once, after what the program does at this same instant.</source>
        <translation>FIN 的确认立即发出，只在程序这一时刻的动作之后。</translation>
    </message>
    <message>
        <source>A listener has no timers.</source>
        <translation>监听套接字没有计时器。</translation>
    </message>
</context>
<context>
    <name>tcplab::TransportBar</name>
    <message>
        <source>How fast it plays</source>
        <translation>播放速度</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
</context>
<context>
    <name>tcplab::UntilDialog</name>
    <message>
        <source>Stop there each time when playing (a breakpoint)</source>
        <translation>以后播放到那里都停下（断点）</translation>
    </message>
    <message>
        <source>Run until</source>
        <translation>运行到</translation>
    </message>
    <message>
        <source>A state, a transition, a segment, a loss, a timer, a call, an error, or a time:</source>
        <translation>状态、转换、报文段、丢失、计时器、调用、错误或时间：</translation>
    </message>
    <message>
        <source>For example: %1</source>
        <translation>例如：%1</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>What should it wait for?</source>
        <translation>要等什么？</translation>
    </message>
    <message>
        <source>“%1” is not understood.</source>
        <translation>看不懂“%1”。</translation>
    </message>
    <message>
        <source>“%1” is not understood. Did you mean %2?</source>
        <translation>看不懂“%1”。是不是 %2？</translation>
    </message>
    <message>
        <source>That is step %1, at %2.</source>
        <translation>那是第 %1 步，%2。</translation>
    </message>
    <message>
        <source>That does not happen any more in this run; last it was step %1, at %2.</source>
        <translation>在这次运行中不会再发生；上一次是第 %1 步，%2。</translation>
    </message>
    <message>
        <source>That does not happen in this run.</source>
        <translation>在这次运行中不会发生。</translation>
    </message>
    <message>
        <source>%1 lies behind: it is %2 now.</source>
        <translation>%1 已经过去：现在是 %2。</translation>
    </message>
    <message>
        <source>The run ends before that, at %1.</source>
        <translation>运行在此之前就结束了，在 %1。</translation>
    </message>
    <message>
        <source>The run has not come that far yet: it is at %1.</source>
        <translation>运行还没到那里：现在到 %1。</translation>
    </message>
    <message>
        <source>That is %1, between steps %2 and %3.</source>
        <translation>即 %1，在第 %2 步与第 %3 步之间。</translation>
    </message>
</context>
<context>
    <name>tcplab::WindowActions</name>
    <message>
        <source>Open scenario…</source>
        <translation>打开场景…</translation>
    </message>
    <message>
        <source>Save scenario</source>
        <translation>保存场景</translation>
    </message>
    <message>
        <source>With everything that was done by hand, so that it replays exactly</source>
        <translation>连同所有手动操作一起保存，可原样重放</translation>
    </message>
    <message>
        <source>Save scenario as…</source>
        <translation>场景另存为…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Takes back what was done to the run by hand</source>
        <translation>撤销对本次运行的手动操作</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>One event forward</source>
        <translation>前进一个事件</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>后退一步</translation>
    </message>
    <message>
        <source>One event back in time; what was done by hand stays</source>
        <translation>在时间上后退一个事件；手动操作保持不变</translation>
    </message>
    <message>
        <source>Next state</source>
        <translation>下一状态</translation>
    </message>
    <message>
        <source>On to the next change of a state</source>
        <translation>前进到下一次状态变化</translation>
    </message>
    <message>
        <source>Previous state</source>
        <translation>上一状态</translation>
    </message>
    <message>
        <source>Back to the last change of a state</source>
        <translation>回到上一次状态变化</translation>
    </message>
    <message>
        <source>Next event of the same host</source>
        <translation>同一主机的下一事件</translation>
    </message>
    <message>
        <source>Previous event of the same host</source>
        <translation>同一主机的上一事件</translation>
    </message>
    <message>
        <source>To the effect</source>
        <translation>转到结果</translation>
    </message>
    <message>
        <source>What this event brought about</source>
        <translation>这个事件引起的事件</translation>
    </message>
    <message>
        <source>To the cause</source>
        <translation>转到起因</translation>
    </message>
    <message>
        <source>What brought this event about</source>
        <translation>引起这个事件的事件</translation>
    </message>
    <message>
        <source>To the beginning</source>
        <translation>到开头</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>到结尾</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减慢</translation>
    </message>
    <message>
        <source>Select the next segment in flight</source>
        <translation>选择下一个在途报文段</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>The selected segment in flight is lost</source>
        <translation>所选的在途报文段丢失</translation>
    </message>
    <message>
        <source>Delay…</source>
        <translation>延迟…</translation>
    </message>
    <message>
        <source>The selected segment in flight arrives later</source>
        <translation>所选的在途报文段推迟到达</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>The selected segment in flight arrives twice</source>
        <translation>所选的在途报文段到达两次</translation>
    </message>
    <message>
        <source>Corrupt</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>The selected segment in flight arrives with a wrong checksum</source>
        <translation>所选的在途报文段到达时校验和错误</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Every field of the selected segment</source>
        <translation>所选报文段的每个字段</translation>
    </message>
    <message>
        <source>Drop next segment</source>
        <translation>丢弃下一个报文段</translation>
    </message>
    <message>
        <source>Goes on until a segment is in flight, and drops it</source>
        <translation>前进到有报文段在途时，并将其丢弃</translation>
    </message>
    <message>
        <source>Linear time</source>
        <translation>线性时间</translation>
    </message>
    <message>
        <source>Long idle stretches as long as they are, not folded</source>
        <translation>空闲时段按实际长度显示，不折叠</translation>
    </message>
    <message>
        <source>Relative sequence numbers</source>
        <translation>相对序号</translation>
    </message>
    <message>
        <source>Counted from the initial sequence numbers</source>
        <translation>从初始序号开始计数</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Usual size</source>
        <translation>原始大小</translation>
    </message>
    <message>
        <source>The whole run in sight</source>
        <translation>显示整个运行</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>场景库</translation>
    </message>
    <message>
        <source>The scenarios that ship, by lesson</source>
        <translation>自带的场景，按课程排列</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>报文段</translation>
    </message>
    <message>
        <source>Next scenario</source>
        <translation>下一个场景</translation>
    </message>
    <message>
        <source>Previous scenario</source>
        <translation>上一个场景</translation>
    </message>
    <message>
        <source>Find a scenario</source>
        <translation>查找场景</translation>
    </message>
    <message>
        <source>All keys of this window</source>
        <translation>本窗口的所有按键</translation>
    </message>
    <message>
        <source>About TCP Lab</source>
        <translation>关于 TCP Lab</translation>
    </message>
    <message>
        <source>Moving through the run</source>
        <translation>在运行中移动</translation>
    </message>
    <message>
        <source>Segments in flight</source>
        <translation>在途的报文段</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Run until…</source>
        <translation>运行到…</translation>
    </message>
    <message>
        <source>On to a state, a segment, an error, a loss or an instant</source>
        <translation>前进到某个状态、报文段、错误、丢失或时刻</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Events, segments and timers of the run, to be searched and copied</source>
        <translation>运行中的事件、报文段和计时器，可查找和复制</translation>
    </message>
    <message>
        <source>The selected segment: its header as the RFC draws it, and its octets</source>
        <translation>选中的报文段：按 RFC 画出的首部及其字节</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Both sequence spaces on number lines: sent, in flight, acknowledged, window</source>
        <translation>两个序号空间画在数轴上：已发送、在途、已确认、窗口</translation>
    </message>
    <message>
        <source>Graphs</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Time–sequence graph, congestion window, round-trip time, windows</source>
        <translation>时间—序号图、拥塞窗口、往返时间、窗口</translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation>套接字</translation>
    </message>
    <message>
        <source>Both hosts as ss -tan or netstat -tan shows them, and their queues</source>
        <translation>用 ss -tan 或 netstat -tan 显示两台主机，以及它们的队列</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>What this scenario is about, and its programs</source>
        <translation>这个场景讲什么，以及其中的程序</translation>
    </message>
    <message>
        <source>To the pane of details and back</source>
        <translation>转到详情窗格或返回</translation>
    </message>
    <message>
        <source>Moves the keyboard to the details, and back to the timeline</source>
        <translation>把键盘焦点移到详情，或移回时间线</translation>
    </message>
    <message>
        <source>Every way in which the network can treat the segments; with a rule of TCP taken out, too</source>
        <translation>网络可能对报文段做的每一种处理；也可以去掉 TCP 的一条规则</translation>
    </message>
    <message>
        <source>One state diagram</source>
        <translation>单个状态图</translation>
    </message>
    <message>
        <source>Both hosts in one state diagram, each with its token</source>
        <translation>两台主机画在同一个状态图中，各有一枚标记</translation>
    </message>
    <message>
        <source>Compare runs</source>
        <translation>比较两次运行</translation>
    </message>
    <message>
        <source>This run beside the one before what was done last, or beside another; and back to one</source>
        <translation>把这次运行与最后一次操作之前的运行（或其他运行）并排显示；再按一次回到一次运行</translation>
    </message>
    <message>
        <source>To the first difference</source>
        <translation>到第一处不同</translation>
    </message>
    <message>
        <source>Where the two runs that are compared part</source>
        <translation>所比较的两次运行开始不同之处</translation>
    </message>
    <message>
        <source>packetdrill&apos;s notation</source>
        <translation>packetdrill 记法</translation>
    </message>
    <message>
        <source>Segments as test scripts write them: S. 0:0(0) ack 1</source>
        <translation>像测试脚本那样书写报文段：S. 0:0(0) ack 1</translation>
    </message>
    <message>
        <source>Light causes and effects</source>
        <translation>点亮起因和结果</translation>
    </message>
    <message>
        <source>The chain of causes of the event or the selected segment, and what followed from it</source>
        <translation>这一事件或选中报文段的起因链，以及由它引出的结果</translation>
    </message>
    <message>
        <source>Measure time from here</source>
        <translation>从这里测量时间</translation>
    </message>
    <message>
        <source>Figure for slides and papers…</source>
        <translation>用于幻灯片和论文的图…</translation>
    </message>
    <message>
        <source>The timeline or the state diagram as SVG, PDF, PNG, TikZ, Mermaid or PlantUML</source>
        <translation>时间线或状态图，存为 SVG、PDF、PNG、TikZ、Mermaid 或 PlantUML</translation>
    </message>
    <message>
        <source>Copy picture of the timeline</source>
        <translation>复制时间线图片</translation>
    </message>
    <message>
        <source>What the timeline shows, for pasting into a slide</source>
        <translation>时间线当前显示的部分，可粘贴到幻灯片中</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>The timeline of the whole run, page by page</source>
        <translation>整个运行的时间线，逐页打印</translation>
    </message>
    <message>
        <source>Many random runs with several values of a knob, as curves</source>
        <translation>让参数取多个值，进行大量随机运行，画成曲线</translation>
    </message>
    <message>
        <source>Run to the next breakpoint</source>
        <translation>运行到下一个断点</translation>
    </message>
    <message>
        <source>On to where playing would stop: a breakpoint, else the end</source>
        <translation>前进到播放会停下的地方：断点，没有则到结尾</translation>
    </message>
    <message>
        <source>Scenario editor</source>
        <translation>场景编辑器</translation>
    </message>
    <message>
        <source>The scenario as text and as a form; a change is run at once</source>
        <translation>以文本和表单显示场景；改动立即运行</translation>
    </message>
    <message>
        <source>Lecture mode</source>
        <translation>讲课模式</translation>
    </message>
    <message>
        <source>Timeline, state diagram and explanation alone, readable from the last row; page keys step, Alt or F10 shows the menu</source>
        <translation>只有时间线、状态图和说明，最后一排也看得清；翻页键单步，Alt 或 F10 显示菜单</translation>
    </message>
    <message>
        <source>Black screen</source>
        <translation>黑屏</translation>
    </message>
    <message>
        <source>In lecture mode: blackens the screen, and shows it again</source>
        <translation>讲课模式下使屏幕变黑，再按恢复</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Playing jumps from event to event, and the timeline does not glide; where the desktop asks for this, it is so anyway</source>
        <translation>播放从一个事件直接跳到下一个，时间线不滑动；桌面要求时总是如此</translation>
    </message>
    <message>
        <source>From the selected segment, or else this event, to wherever you go; with the mouse: click one thing, Shift+click another</source>
        <translation>从选中的报文段（否则从当前事件）到你前往的任何地方；用鼠标：单击一处，再按住 Shift 单击另一处</translation>
    </message>
    <message>
        <source>Count the diagram&apos;s arrows anew</source>
        <translation>重新统计状态图的箭头</translation>
    </message>
    <message>
        <source>Forgets which arrows of the state diagram have been walked so far, in all runs</source>
        <translation>忘掉迄今在所有运行中走过的状态图箭头</translation>
    </message>
    <message>
        <source>Lose each segment in turn…</source>
        <translation>逐个丢失报文段…</translation>
    </message>
    <message>
        <source>The loss matrix: what comes of it when the k-th segment is lost, for each k</source>
        <translation>丢失矩阵：第 k 个报文段丢失时会怎样，对每个 k</translation>
    </message>
    <message>
        <source>Explore all that the network can do…</source>
        <translation>穷举网络的各种行为…</translation>
    </message>
    <message>
        <source>Many runs by chance…</source>
        <translation>大量随机运行…</translation>
    </message>
    <message>
        <source>List of keys</source>
        <translation>按键一览</translation>
    </message>
    <message>
        <source>New scenario</source>
        <translation>新建场景</translation>
    </message>
    <message>
        <source>A short one to begin with, its text in the editor</source>
        <translation>从一个简短的场景开始，文本在编辑器中</translation>
    </message>
</context>
</TS>
