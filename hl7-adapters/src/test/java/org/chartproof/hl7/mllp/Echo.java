package org.chartproof.hl7.mllp;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what it receives and answers each frame with its own content behind "got:". */
final class Echo implements FrameReceiver {

    final List<String> frames = new CopyOnWriteArrayList<>();
    final List<String> broken = new CopyOnWriteArrayList<>();

    @Override
    public Answer receive(byte[] content, InetSocketAddress from) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        frames.add(text);
        return Answer.of(
                ("got:" + text.substring(0, Math.min(text.length(), 200))).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public Answer broken(byte[] content, Breakage why, InetSocketAddress from) {
        broken.add(why + ":" + content.length);
        return why == Breakage.TOO_LONG ? Answer.of("too long".getBytes(StandardCharsets.ISO_8859_1)) : Answer.NONE;
    }
}
