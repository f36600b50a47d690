/* Handshake, one segment of text, close: one connection over a channel that loses up to LOSSES segments and doubles up
 * to COPIES. To compare with: tcplab-cli explore asks the same of complete TCP endpoints. Here there are no numbers, no
 * windows, no times; a time-out is Promela's `timeout`, what happens when nothing else can. */
#ifndef LOSSES
#define LOSSES 3
#endif
#ifndef COPIES
#define COPIES 2
#endif

mtype = { syn, synAck, ack, text, ackOfText, fin, ackOfFin };
mtype = { closed, synSent, listening, synReceived, established, sent, finWait1, finWait2, closing, timeWait, closeWait,
          lastAck };

chan toServer = [6] of { mtype };
chan toClient = [6] of { mtype };
byte losses = 0;
byte copies = 0;
byte delivered = 0;
mtype client = closed;
mtype server = listening;

/* The wire takes a segment: loses it, doubles it, or carries it. */
inline give(wire, segment) {
    if
    :: losses < LOSSES -> losses++
    :: copies < COPIES && nfull(wire) -> copies++; wire!segment; if :: nfull(wire) -> wire!segment :: full(wire) -> skip fi
    :: nfull(wire) -> wire!segment
    :: full(wire) -> skip
    fi
}

active proctype Client() {
    client = synSent; give(toServer, syn);
endClient:
    do
    :: toClient?synAck ->
        if
        :: client == synSent -> client = established; give(toServer, ack)
        :: else -> give(toServer, ack)
        fi
    :: client == established -> client = sent; give(toServer, text)
    :: toClient?ackOfText ->
        if :: client == sent -> client = finWait1; give(toServer, fin) :: else -> skip fi
    :: toClient?ackOfFin ->
        if
        :: client == finWait1 -> client = finWait2
        :: client == closing -> client = timeWait
        :: else -> skip
        fi
    :: toClient?fin ->
        give(toServer, ackOfFin);
        if
        :: client == finWait2 -> client = timeWait
        :: client == finWait1 -> client = closing
        :: else -> skip
        fi
    :: timeout ->
        if
        :: client == synSent -> give(toServer, syn)
        :: client == sent -> give(toServer, text)
        :: client == finWait1 || client == closing -> give(toServer, fin)
        :: server == synReceived -> give(toClient, synAck)
        :: server == lastAck -> give(toClient, fin)
        :: else -> break
        fi
    od;
    assert(client == timeWait && server == closed && delivered == 1)
}

active proctype Server() {
endServer:
    do
    :: toServer?syn ->
        if
        :: server == listening || server == synReceived -> server = synReceived; give(toClient, synAck)
        :: else -> skip
        fi
    :: toServer?ack -> if :: server == synReceived -> server = established :: else -> skip fi
    :: toServer?text ->
        if
        :: server == synReceived || server == established ->
            if :: delivered == 0 -> delivered++ :: else -> skip fi;
            server = established; give(toClient, ackOfText)
        :: server == closeWait || server == lastAck -> give(toClient, ackOfText)
        :: else -> skip
        fi
    :: toServer?fin ->
        if
        :: server == established -> server = closeWait; give(toClient, ackOfFin)
        :: server == closeWait || server == lastAck -> give(toClient, ackOfFin)
        :: else -> skip
        fi
    :: server == closeWait -> server = lastAck; give(toClient, fin)
    :: toServer?ackOfFin -> if :: server == lastAck -> server = closed :: else -> skip fi
    od
}
