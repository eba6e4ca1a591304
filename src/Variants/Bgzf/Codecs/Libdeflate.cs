using System.Reflection;
using System.Runtime.InteropServices;

namespace Thrombophilia.Variants.Bgzf.Codecs;

/// <summary>The part of libdeflate's C interface that is used here (libdeflate.h, stable since 1.0).</summary>
static unsafe partial class Libdeflate
{
    const string Library = "libdeflate";

    static readonly nint Handle = Load();

    /// <summary>The file that was loaded; null where this machine has none.</summary>
    internal static string? Name { get; private set; }

    internal static bool IsHere => Handle != 0;

    static nint Load()
    {
        foreach (var name in (string[])["libdeflate.so.0", "libdeflate.so", "libdeflate.dll", "deflate.dll",
            "libdeflate.0.dylib", "libdeflate.dylib"])
            if (NativeLibrary.TryLoad(name, typeof(Libdeflate).Assembly, null, out var handle))
            {
                Name = name;
                NativeLibrary.SetDllImportResolver(typeof(Libdeflate).Assembly, Resolve);
                return handle;
            }
        return 0;
    }

    static nint Resolve(string library, Assembly assembly, DllImportSearchPath? path) =>
        library == Library ? Handle : 0;

    [LibraryImport(Library, EntryPoint = "libdeflate_alloc_decompressor")]
    internal static partial nint NewDecompressor();

    [LibraryImport(Library, EntryPoint = "libdeflate_free_decompressor")]
    internal static partial void FreeDecompressor(nint decompressor);

    /// <summary>0 good; 1 damaged; 2 fewer bytes than there is room for; 3 no room for all bytes.</summary>
    [LibraryImport(Library, EntryPoint = "libdeflate_deflate_decompress_ex")]
    internal static partial int Decompress(
        nint decompressor, byte* input, nuint inputLength, byte* output, nuint outputRoom, out nuint inputUsed,
            out nuint outputLength);

    [LibraryImport(Library, EntryPoint = "libdeflate_alloc_compressor")]
    internal static partial nint NewCompressor(int level);

    [LibraryImport(Library, EntryPoint = "libdeflate_free_compressor")]
    internal static partial void FreeCompressor(nint compressor);

    /// <summary>The number of bytes written; 0 where the room was too small.</summary>
    [LibraryImport(Library, EntryPoint = "libdeflate_deflate_compress")]
    internal static partial nuint Compress(nint compressor, byte* input, nuint inputLength, byte* output,
    nuint outputRoom);

    [LibraryImport(Library, EntryPoint = "libdeflate_crc32")]
    internal static partial uint Crc(uint crc, byte* bytes, nuint length);
}
