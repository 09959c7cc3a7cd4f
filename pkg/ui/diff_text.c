/* diff_text.c: see diff_text.h. */
#include "pkg/ui/diff_text.h"

#include <stdio.h>

#include "common/config.h"
#include "common/line_diff.h"
#include "common/path.h"

/* The endings that npm takes for binary. */
static const char binary[] =
    "3dm 3ds 3g2 3gp 7z DS_Store a aac adp afdesign afphoto afpub ai aif aiff "
    "alz ape apk appimage ar arj asf au avi bak baml bh bin bk bmp btif bz2 "
    "bzip2 cab caf cgm class cmx cpio cr2 cr3 cur dat dcm deb dex djvu dll dmg "
    "dng doc docm docx dot dotm dra dsk dts dtshd dvb dwg dxf ecelp4800 "
    "ecelp7470 ecelp9600 egg eol eot epub exe f4v fbs fh fla flac flatpak fli "
    "flv fpx fst fvt g3 gh gif graffle gz gzip h261 h263 h264 icns ico ief img "
    "ipa iso jar jpeg jpg jpgv jpm jxr key ktx lha lib lvp lz lzh lzma lzo m3u "
    "m4a m4v mar mdi mht mid midi mj2 mka mkv mmr mng mobi mov movie mp3 mp4 "
    "mp4a mpeg mpg mpga mxu nef npx numbers nupkg o odp ods odt oga ogg ogv otf "
    "ott pages pbm pcx pdb pdf pea pgm pic png pnm pot potm potx ppa ppam ppm "
    "pps ppsm ppsx ppt pptm pptx psd pya pyc pyo pyv qt rar ras raw resources "
    "rgb rip rlc rmf rmvb rpm rtf rz s3m s7z scpt sgi shar sil sketch slk smv "
    "snap snk so stl sub suo swf tar tbz tbz2 tga tgz thmx tif tiff tlz ttc ttf "
    "txz udf uvh uvi uvm uvp uvs uvu viv vob war wav wax wbmp wdp weba webm "
    "webp whl wim wm wma wmv wmx woff woff2 wrm wvx xbm xif xla xlam xls xlsb "
    "xlsm xlsx xlt xltm xltx xm xmind xpi xpm xwd xz z zip zipx ";

/* Contents of files with such names are not shown: pictures, archives, programs … */
static bool diff_text_is_binary(Str name)
{
    Str base = path_basename(name), ending;
    ptrdiff_t dot = str_rindex(base, '.');

    if (dot < 0)
        return false;
    ending = str_from(base, dot == 0 || str_starts(base, STR(".")) ? 1 : (size_t)dot + 1);
    return ending.len > 0 && config_word_in(binary, ending);
}

/* ---- The text ---- */

/* The header; returns how many of its lines git's colours are for. */
static size_t put_header(const DiffStyle *style, Str name, const DiffVersion sides[2],
                         Buf *out)
{
    Str old_mode = sides[0].mode, new_mode = sides[1].mode;
    bool same = str_eq(old_mode, new_mode) && old_mode.ptr != NULL;
    size_t lines = 2;

    buf_printf(out, "diff --git " STR_FMT STR_FMT " " STR_FMT STR_FMT "\n",
               STR_ARG(style->source_prefix), STR_ARG(name),
               STR_ARG(style->target_prefix), STR_ARG(name));
    if (!same) {
        lines++;
        if (new_mode.ptr == NULL) {
            buf_printf(out, "deleted file mode " STR_FMT "\n", STR_ARG(old_mode));
        } else if (old_mode.ptr == NULL) {
            buf_printf(out, "new file mode " STR_FMT "\n", STR_ARG(new_mode));
        } else {
            buf_printf(out, "old mode " STR_FMT "\nnew mode " STR_FMT "\n",
                       STR_ARG(old_mode), STR_ARG(new_mode));
            lines++;
        }
    }
    buf_printf(out, "index " STR_FMT ".." STR_FMT " " STR_FMT "\n",
               STR_ARG(style->versions[0]), STR_ARG(style->versions[1]),
               STR_ARG(same ? old_mode : STR("")));
    return lines;
}

/* npm takes the tab off that its headers end with, and a tab at the end of each line. */
static void put_without_tabs(Str text, Buf *out)
{
    Str rest = text, line;

    while (rest.len > 0) {
        bool more = str_cut(rest, '\n', &line, &rest);

        if (more && str_ends(line, STR("\t")))
            line.len--;
        buf_str(out, line);
        if (more)
            buf_putc(out, '\n');
    }
}

static void put_names(const DiffStyle *style, Str name, bool index, Buf *out)
{
    if (index && str_eq(style->source_prefix, style->target_prefix))
        buf_printf(out, "Index: " STR_FMT STR_FMT "\n", STR_ARG(style->source_prefix),
                   STR_ARG(name));
    buf_printf(out, "--- " STR_FMT STR_FMT "\n+++ " STR_FMT STR_FMT "\n",
               STR_ARG(style->source_prefix), STR_ARG(name),
               STR_ARG(style->target_prefix), STR_ARG(name));
}

static size_t put_patch(const DiffStyle *style, Str name, const DiffVersion sides[2],
                        Buf *out)
{
    LineDiffOptions o = { style->context, style->ignore_space };
    size_t lines = put_header(style, name, sides, out);
    bool shown = !diff_text_is_binary(name);
    Buf hunks = { 0 };

    put_names(style, name, shown, out);
    if (shown) {
        line_diff_hunks(sides[0].text, sides[1].text, &o, &hunks);
        put_without_tabs(buf_view(&hunks), out);
    }
    buf_release(&hunks);
    return lines + 2;
}

/* ---- Colours ---- */

enum { RED = 31, GREEN = 32, BLUE = 34, CYAN = 36 };

static void put_colored(int color, Str text, Buf *out)
{
    if (text.len > 0)
        buf_printf(out, "\033[%dm" STR_FMT "\033[39m", color, STR_ARG(text));
}

/* Length of the line's end that s begins with, as JavaScript's patterns know them. */
static size_t line_end(Str s)
{
    if (s.ptr[0] == '\n' || s.ptr[0] == '\r')
        return 1;
    return str_starts(s, STR("\xE2\x80\xA8")) || str_starts(s, STR("\xE2\x80\xA9")) ? 3
                                                                                    : 0;
}

static void put_line(Str line, bool header, Buf *out)
{
    ptrdiff_t end = -1;

    if (header) {
        put_colored(BLUE, line, out);
        return;
    }
    for (Str s = line; str_starts(line, STR("@@")) && s.len >= 2; s = str_from(s, 1)) {
        if (str_starts(s, STR("@@")) && s.ptr > line.ptr + 2)
            end = s.ptr - line.ptr + 2;
    }
    if (str_starts(line, STR("-"))) {
        put_colored(RED, line, out);
    } else if (str_starts(line, STR("+"))) {
        put_colored(GREEN, line, out);
    } else if (end > 0) {
        put_colored(CYAN, str_sub(line, 0, (size_t)end), out);
        buf_str(out, str_from(line, (size_t)end));
    } else {
        buf_str(out, line);
    }
}

static void put_with_colors(Str text, size_t headers, Buf *out)
{
    while (text.len > 0) {
        size_t n = 0, end = 0;

        while (n < text.len && (end = line_end(str_from(text, n))) == 0)
            n++;
        put_line(str_sub(text, 0, n), headers > 0, out);
        buf_put(out, text.ptr + n, n < text.len ? end : 0);
        text = str_from(text, n + end);
        headers -= headers > 0;
    }
}

void diff_text_file(const DiffStyle *style, Str name, const DiffVersion sides[2],
                    Buf *out)
{
    Buf patch = { 0 };
    size_t headers;

    if (sides[0].mode.ptr != NULL && sides[1].mode.ptr != NULL &&
        str_eq(sides[0].text, sides[1].text) && str_eq(sides[0].mode, sides[1].mode))
        return;
    if (style->names_only) {
        buf_printf(out, STR_FMT "\n", STR_ARG(name));
        return;
    }
    headers = put_patch(style, name, sides, &patch);
    if (style->color)
        put_with_colors(buf_view(&patch), headers, out);
    else
        buf_str(out, buf_view(&patch));
    buf_release(&patch);
}
